from cso_management.permissions.rows import Row


class CSOReviewExemption(Row):
	pass
