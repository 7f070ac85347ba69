from frappe.model.document import Document


class CSOPublicityObjection(Document):
	pass
