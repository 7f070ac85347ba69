from frappe.model.document import Document


class CSOPilotExpert(Document):
	pass
