from cso_management.permissions.rows import Row


class CSOReviewReason(Row):
	pass
