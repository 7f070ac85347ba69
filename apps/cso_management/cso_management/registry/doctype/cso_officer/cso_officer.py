from frappe.model.document import Document


class CSOOfficer(Document):
	pass
