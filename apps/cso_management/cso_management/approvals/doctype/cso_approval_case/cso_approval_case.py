from frappe.model.document import Document


class CSOApprovalCase(Document):
	pass
