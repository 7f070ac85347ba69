from cso_management.permissions.rows import Row


class CSORectificationIssue(Row):
	pass
