from frappe.model.document import Document


class CSOSnapshotValue(Document):
	pass
