from frappe.model.document import Document


class CSOActivityOrganization(Document):
	pass
