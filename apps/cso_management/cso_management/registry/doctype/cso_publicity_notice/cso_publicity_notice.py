from cso_management.process.regional import RegionalDocument


class CSOPublicityNotice(RegionalDocument):
	pass
