from frappe.model.document import Document


class CSOOrganizationServiceObject(Document):
	pass
