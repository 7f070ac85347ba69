from frappe.model.document import Document


class CSOSelectionExpert(Document):
	pass
