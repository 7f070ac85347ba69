from frappe.model.document import Document


class CSOPilotScore(Document):
	pass
