from frappe.model.document import Document


class CSORegionStatistic(Document):
	pass
