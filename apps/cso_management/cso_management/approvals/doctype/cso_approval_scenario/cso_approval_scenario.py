from frappe.model.document import Document


class CSOApprovalScenario(Document):
	pass
