from cso_management.permissions.rows import Row


class CSOOfficer(Row):
	pass
