from cso_management.process.regional import RegionalDocument


class CSORectificationOrder(RegionalDocument):
	pass
