from frappe.model.document import Document


class CSOReviewDonation(Document):
	pass
