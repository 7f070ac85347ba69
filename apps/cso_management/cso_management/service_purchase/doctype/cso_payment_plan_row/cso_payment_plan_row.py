from cso_management.permissions.rows import Row


class CSOPaymentPlanRow(Row):
	pass
