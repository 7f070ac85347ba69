from frappe.model.document import Document


class CSOAcceptancePanelMember(Document):
	pass
