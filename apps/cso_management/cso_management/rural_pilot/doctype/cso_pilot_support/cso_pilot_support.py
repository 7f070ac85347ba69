from frappe.model.document import Document


class CSOPilotSupport(Document):
	pass
