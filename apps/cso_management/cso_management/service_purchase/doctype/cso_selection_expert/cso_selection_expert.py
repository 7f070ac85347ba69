from cso_management.permissions.rows import Row


class CSOSelectionExpert(Row):
	pass
