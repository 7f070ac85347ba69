from cso_management.permissions.rows import Row


class CSOPerformanceTarget(Row):
	pass
