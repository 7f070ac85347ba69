from frappe.model.document import Document


class CSOApprovalRelief(Document):
	pass
