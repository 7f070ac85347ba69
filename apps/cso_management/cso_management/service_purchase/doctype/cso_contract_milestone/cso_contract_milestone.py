from frappe.model.document import Document


class CSOContractMilestone(Document):
	pass
