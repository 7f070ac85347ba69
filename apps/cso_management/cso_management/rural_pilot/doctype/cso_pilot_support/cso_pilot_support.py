from cso_management.permissions.rows import Row


class CSOPilotSupport(Row):
	pass
