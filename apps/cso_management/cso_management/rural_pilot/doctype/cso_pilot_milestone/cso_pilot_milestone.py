from cso_management.permissions.rows import Row


class CSOPilotMilestone(Row):
	pass
