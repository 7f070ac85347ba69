from frappe.model.document import Document


class CSOOrganization(Document):
	pass
