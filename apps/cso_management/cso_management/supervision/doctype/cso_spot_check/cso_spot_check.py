from cso_management.process.regional import RegionalDocument


class CSOSpotCheck(RegionalDocument):
	pass
