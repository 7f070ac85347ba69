from cso_management.permissions.rows import Row


class CSOActivityPhoto(Row):
	pass
