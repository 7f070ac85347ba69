from cso_management.permissions.rows import Row


class CSOChangeItem(Row):
	pass
