from frappe.model.document import Document


class CSOPerformanceTarget(Document):
	pass
