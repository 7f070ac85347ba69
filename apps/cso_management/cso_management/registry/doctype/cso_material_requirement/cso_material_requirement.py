from frappe.model.document import Document


class CSOMaterialRequirement(Document):
	pass
