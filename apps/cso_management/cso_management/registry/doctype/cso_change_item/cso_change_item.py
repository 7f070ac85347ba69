from frappe.model.document import Document


class CSOChangeItem(Document):
	pass
