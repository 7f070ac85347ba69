from cso_management.permissions.rows import Row


class CSOContractMilestone(Row):
	pass
