from cso_management.permissions.rows import Row


class CSOReviewChange(Row):
	pass
