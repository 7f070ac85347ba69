from cso_management.permissions.rows import Row


class CSOEvaluationRow(Row):
	pass
