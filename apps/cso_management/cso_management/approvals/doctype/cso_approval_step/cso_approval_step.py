from frappe.model.document import Document


class CSOApprovalStep(Document):
	pass
