from cso_management.permissions.rows import Row


class CSOApprovalTaskMember(Row):
	pass
