from frappe.model.document import Document


class CSOApprovalTask(Document):
	pass
