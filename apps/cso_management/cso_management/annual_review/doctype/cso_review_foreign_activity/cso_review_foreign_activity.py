from cso_management.permissions.rows import Row


class CSOReviewForeignActivity(Row):
	pass
