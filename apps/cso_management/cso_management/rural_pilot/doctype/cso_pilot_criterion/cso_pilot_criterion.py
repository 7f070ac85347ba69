from frappe.model.document import Document


class CSOPilotCriterion(Document):
	pass
