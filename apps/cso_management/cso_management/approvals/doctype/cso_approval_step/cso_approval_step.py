from cso_management.permissions.rows import Row


class CSOApprovalStep(Row):
	pass
