from cso_management.permissions.rows import Row


class CSOFilingMaterial(Row):
	pass
