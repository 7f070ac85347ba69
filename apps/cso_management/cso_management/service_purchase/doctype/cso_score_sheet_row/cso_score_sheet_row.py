from frappe.model.document import Document


class CSOScoreSheetRow(Document):
	pass
