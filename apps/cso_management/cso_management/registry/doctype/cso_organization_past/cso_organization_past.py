from frappe.model.document import Document


class CSOOrganizationPast(Document):
	pass
