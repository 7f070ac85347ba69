from cso_management.permissions.rows import Row


class CSOPilotExpert(Row):
	pass
