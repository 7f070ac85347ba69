from frappe.model.document import Document


class CSOSiteCheck(Document):
	pass
