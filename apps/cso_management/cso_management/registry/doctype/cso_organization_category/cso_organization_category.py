from cso_management.permissions.rows import Row


class CSOOrganizationCategory(Row):
	pass
