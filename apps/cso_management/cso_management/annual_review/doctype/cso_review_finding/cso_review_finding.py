from frappe.model.document import Document


class CSOReviewFinding(Document):
	pass
