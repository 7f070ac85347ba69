from frappe.model.document import Document


class CSOSpotCheckInspector(Document):
	pass
