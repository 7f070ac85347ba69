from cso_management.permissions.rows import Row


class CSOFounder(Row):
	pass
