from cso_management.permissions.rows import Row


class CSOOrganizationServiceObject(Row):
	pass
