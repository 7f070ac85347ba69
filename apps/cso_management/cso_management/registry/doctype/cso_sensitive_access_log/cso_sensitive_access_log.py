from frappe.model.document import Document


class CSOSensitiveAccessLog(Document):
	pass
