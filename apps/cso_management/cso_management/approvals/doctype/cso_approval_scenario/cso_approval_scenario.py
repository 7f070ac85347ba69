from cso_management.permissions.rows import Row


class CSOApprovalScenario(Row):
	pass
