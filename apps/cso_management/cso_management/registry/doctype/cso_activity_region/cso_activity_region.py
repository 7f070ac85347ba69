from cso_management.permissions.rows import Row


class CSOActivityRegion(Row):
	pass
