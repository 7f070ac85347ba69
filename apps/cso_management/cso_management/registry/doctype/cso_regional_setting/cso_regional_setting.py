from cso_management.permissions.rows import Row


class CSORegionalSetting(Row):
	pass
