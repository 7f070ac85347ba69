from cso_management.permissions.rows import Row


class CSOProjectReview(Row):
	pass
