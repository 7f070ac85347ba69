from cso_management.permissions.rows import Row


class CSOPilotScore(Row):
	pass
