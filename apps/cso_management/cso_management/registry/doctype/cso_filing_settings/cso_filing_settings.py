from frappe.model.document import Document


class CSOFilingSettings(Document):
	pass
