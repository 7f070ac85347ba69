from cso_management.permissions.rows import Row


class CSOAcceptanceMilestone(Row):
	pass
