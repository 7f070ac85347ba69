from cso_management.permissions.rows import Row


class CSOReviewExpense(Row):
	pass
