from cso_management.permissions.rows import Row


class CSOPilotTarget(Row):
	pass
