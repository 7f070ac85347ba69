from cso_management.permissions.rows import Row


class CSOSnapshotValue(Row):
	pass
