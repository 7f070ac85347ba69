from cso_management.process.regional import RegionalDocument


class CSOPenaltyRecord(RegionalDocument):
	pass
