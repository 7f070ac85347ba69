from frappe.model.document import Document


class CSOApprovalLog(Document):
	pass
