from frappe.model.document import Document


class CSOContractItem(Document):
	pass
