from frappe.model.document import Document


class CSORegistrationThreshold(Document):
	pass
