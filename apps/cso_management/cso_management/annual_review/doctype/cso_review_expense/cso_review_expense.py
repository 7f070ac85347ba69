from frappe.model.document import Document


class CSOReviewExpense(Document):
	pass
