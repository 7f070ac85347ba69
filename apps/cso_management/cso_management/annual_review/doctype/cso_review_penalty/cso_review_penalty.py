from cso_management.permissions.rows import Row


class CSOReviewPenalty(Row):
	pass
