from cso_management.permissions.rows import Row


class CSOContractItem(Row):
	pass
