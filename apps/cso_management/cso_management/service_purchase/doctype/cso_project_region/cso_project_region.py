from cso_management.permissions.rows import Row


class CSOProjectRegion(Row):
	pass
