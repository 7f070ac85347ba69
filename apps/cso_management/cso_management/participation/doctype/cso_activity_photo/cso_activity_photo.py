from frappe.model.document import Document


class CSOActivityPhoto(Document):
	pass
