from cso_management.permissions.rows import Row


class CSORegionStatistic(Row):
	pass
