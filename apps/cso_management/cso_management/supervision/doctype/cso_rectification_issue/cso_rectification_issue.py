from frappe.model.document import Document


class CSORectificationIssue(Document):
	pass
