from cso_management.permissions.rows import Row


class CSOAcceptancePanelMember(Row):
	pass
