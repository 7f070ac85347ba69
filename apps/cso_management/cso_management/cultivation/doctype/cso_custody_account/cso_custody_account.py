from cso_management.process.regional import RegionalDocument


class CSOCustodyAccount(RegionalDocument):
	pass
