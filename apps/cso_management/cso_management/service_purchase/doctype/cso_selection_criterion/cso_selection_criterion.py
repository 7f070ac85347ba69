from cso_management.permissions.rows import Row


class CSOSelectionCriterion(Row):
	pass
