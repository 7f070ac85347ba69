from cso_management.permissions.rows import Row


class CSOPublicityObjection(Row):
	pass
