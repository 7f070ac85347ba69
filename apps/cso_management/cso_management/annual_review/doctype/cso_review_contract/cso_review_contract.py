from cso_management.permissions.rows import Row


class CSOReviewContract(Row):
	pass
