from cso_management.permissions.rows import Row


class CSOPilotBaseline(Row):
	pass
