from cso_management.permissions.rows import Row


class CSOActivityOrganization(Row):
	pass
