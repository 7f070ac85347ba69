from frappe.model.document import Document


class CSOApprovalBatch(Document):
	pass
