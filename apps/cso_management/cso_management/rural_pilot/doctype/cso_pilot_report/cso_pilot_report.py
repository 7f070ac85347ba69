from cso_management.permissions.rows import Row


class CSOPilotReport(Row):
	pass
