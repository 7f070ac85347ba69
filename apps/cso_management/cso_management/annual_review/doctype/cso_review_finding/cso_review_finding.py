from cso_management.permissions.rows import Row


class CSOReviewFinding(Row):
	pass
