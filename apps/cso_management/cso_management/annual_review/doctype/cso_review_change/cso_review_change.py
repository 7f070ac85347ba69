from frappe.model.document import Document


class CSOReviewChange(Document):
	pass
