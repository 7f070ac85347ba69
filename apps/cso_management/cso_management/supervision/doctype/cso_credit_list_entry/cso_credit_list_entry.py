from cso_management.process.regional import RegionalDocument


class CSOCreditListEntry(RegionalDocument):
	pass
