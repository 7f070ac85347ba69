from frappe.model.document import Document


class CSOPilotBaseline(Document):
	pass
