from cso_management.permissions.rows import Row


class CSOReviewFee(Row):
	pass
