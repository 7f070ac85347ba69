from cso_management.permissions.rows import Row


class CSOAcceptanceItem(Row):
	pass
