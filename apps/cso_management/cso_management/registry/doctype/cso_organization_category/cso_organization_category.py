from frappe.model.document import Document


class CSOOrganizationCategory(Document):
	pass
