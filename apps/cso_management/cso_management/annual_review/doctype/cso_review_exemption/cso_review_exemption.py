from frappe.model.document import Document


class CSOReviewExemption(Document):
	pass
