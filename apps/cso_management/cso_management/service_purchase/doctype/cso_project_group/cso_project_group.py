from cso_management.permissions.rows import Row


class CSOProjectGroup(Row):
	pass
