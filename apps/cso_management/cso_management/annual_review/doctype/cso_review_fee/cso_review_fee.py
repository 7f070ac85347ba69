from frappe.model.document import Document


class CSOReviewFee(Document):
	pass
