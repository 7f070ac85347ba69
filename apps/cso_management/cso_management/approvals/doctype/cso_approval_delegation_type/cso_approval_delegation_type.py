from frappe.model.document import Document


class CSOApprovalDelegationType(Document):
	pass
