from cso_management.permissions.rows import Row


class CSOOrganizationPast(Row):
	pass
