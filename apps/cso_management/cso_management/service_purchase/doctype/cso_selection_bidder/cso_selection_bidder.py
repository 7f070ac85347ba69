from frappe.model.document import Document


class CSOSelectionBidder(Document):
	pass
