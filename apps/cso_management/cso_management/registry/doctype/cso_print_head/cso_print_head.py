from frappe.model.document import Document


class CSOPrintHead(Document):
	pass
