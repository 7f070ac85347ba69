from cso_management.permissions.rows import Row


class CSOMember(Row):
	pass
