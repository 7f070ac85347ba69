from frappe.model.document import Document


class CSOPilotReport(Document):
	pass
