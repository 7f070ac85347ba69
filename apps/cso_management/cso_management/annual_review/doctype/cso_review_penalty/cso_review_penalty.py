from frappe.model.document import Document


class CSOReviewPenalty(Document):
	pass
