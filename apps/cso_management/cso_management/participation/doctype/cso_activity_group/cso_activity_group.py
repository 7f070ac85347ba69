from frappe.model.document import Document


class CSOActivityGroup(Document):
	pass
