from frappe.model.document import Document


class CSOProjectGroup(Document):
	pass
