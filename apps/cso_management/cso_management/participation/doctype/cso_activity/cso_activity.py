from cso_management.process.regional import RegionalDocument


class CSOActivity(RegionalDocument):
	pass
