from cso_management.permissions.rows import Row


class CSOApprovalDelegationType(Row):
	pass
