from cso_management.permissions.rows import Row


class CSOActivityGroup(Row):
	pass
