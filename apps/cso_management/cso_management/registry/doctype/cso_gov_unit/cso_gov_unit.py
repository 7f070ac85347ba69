from frappe.model.document import Document


class CSOGovUnit(Document):
	pass
