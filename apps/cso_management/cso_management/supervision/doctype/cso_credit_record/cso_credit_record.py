from cso_management.process.regional import RegionalDocument


class CSOCreditRecord(RegionalDocument):
	pass
