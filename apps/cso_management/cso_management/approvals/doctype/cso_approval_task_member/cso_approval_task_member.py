from frappe.model.document import Document


class CSOApprovalTaskMember(Document):
	pass
