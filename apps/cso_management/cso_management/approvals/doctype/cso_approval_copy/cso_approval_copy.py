from frappe.model.document import Document


class CSOApprovalCopy(Document):
	pass
