from frappe.model.document import Document


class CSOPilotMilestone(Document):
	pass
