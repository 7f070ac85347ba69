from frappe.model.document import Document


class CSOReviewForeignActivity(Document):
	pass
