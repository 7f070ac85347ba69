from cso_management.permissions.rows import Row


class CSOProjectDemand(Row):
	pass
