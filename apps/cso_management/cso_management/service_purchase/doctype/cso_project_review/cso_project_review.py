from frappe.model.document import Document


class CSOProjectReview(Document):
	pass
