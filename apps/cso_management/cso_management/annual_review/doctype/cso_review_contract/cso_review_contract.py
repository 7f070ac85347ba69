from frappe.model.document import Document


class CSOReviewContract(Document):
	pass
