from frappe.model.document import Document


class CSOSealUseLog(Document):
	pass
