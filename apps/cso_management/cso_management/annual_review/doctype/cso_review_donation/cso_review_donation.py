from cso_management.permissions.rows import Row


class CSOReviewDonation(Row):
	pass
