from cso_management.permissions.rows import Row


class CSOCalendarDay(Row):
	pass
