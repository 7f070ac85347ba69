from frappe.model.document import Document


class CSOAcceptanceMilestone(Document):
	pass
