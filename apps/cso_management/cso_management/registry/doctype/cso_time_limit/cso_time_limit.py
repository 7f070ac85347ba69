from cso_management.permissions.rows import Row


class CSOTimeLimit(Row):
	pass
