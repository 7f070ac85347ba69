from cso_management.permissions.rows import Row


class CSOPilotCriterion(Row):
	pass
