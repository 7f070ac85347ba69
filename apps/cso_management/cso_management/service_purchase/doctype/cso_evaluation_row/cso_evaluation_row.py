from frappe.model.document import Document


class CSOEvaluationRow(Document):
	pass
