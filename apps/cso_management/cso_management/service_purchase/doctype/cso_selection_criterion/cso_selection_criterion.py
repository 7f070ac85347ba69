from frappe.model.document import Document


class CSOSelectionCriterion(Document):
	pass
