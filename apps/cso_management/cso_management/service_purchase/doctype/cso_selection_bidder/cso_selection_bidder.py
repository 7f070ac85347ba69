from cso_management.permissions.rows import Row


class CSOSelectionBidder(Row):
	pass
