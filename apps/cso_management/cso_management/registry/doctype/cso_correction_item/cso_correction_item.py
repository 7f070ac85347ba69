from cso_management.permissions.rows import Row


class CSOCorrectionItem(Row):
	pass
