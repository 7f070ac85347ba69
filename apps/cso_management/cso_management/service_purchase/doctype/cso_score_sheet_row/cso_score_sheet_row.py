from cso_management.permissions.rows import Row


class CSOScoreSheetRow(Row):
	pass
