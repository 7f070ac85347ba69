from frappe.model.document import Document


class CSOProjectDemand(Document):
	pass
