from frappe.model.document import Document


class CSORegionalSetting(Document):
	pass
