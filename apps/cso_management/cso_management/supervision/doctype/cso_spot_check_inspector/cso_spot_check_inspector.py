from cso_management.permissions.rows import Row


class CSOSpotCheckInspector(Row):
	pass
