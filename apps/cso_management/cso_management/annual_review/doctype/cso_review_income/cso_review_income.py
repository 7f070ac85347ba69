from cso_management.permissions.rows import Row


class CSOReviewIncome(Row):
	pass
