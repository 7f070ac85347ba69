from frappe.model.document import Document


class CSOFilingApplication(Document):
	pass
