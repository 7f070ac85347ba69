from cso_management.permissions.rows import Row


class CSOSiteCheck(Row):
	pass
