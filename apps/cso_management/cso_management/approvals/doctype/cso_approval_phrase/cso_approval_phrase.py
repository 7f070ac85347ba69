from frappe.model.document import Document


class CSOApprovalPhrase(Document):
	pass
