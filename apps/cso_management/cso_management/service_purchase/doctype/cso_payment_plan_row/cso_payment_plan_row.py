from frappe.model.document import Document


class CSOPaymentPlanRow(Document):
	pass
