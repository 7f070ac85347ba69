from frappe.model.document import Document


class CSOReviewIncome(Document):
	pass
