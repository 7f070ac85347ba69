from frappe.model.document import Document


class CSOPilotTarget(Document):
	pass
