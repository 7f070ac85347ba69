from frappe.model.document import Document


class CSOReviewReason(Document):
	pass
