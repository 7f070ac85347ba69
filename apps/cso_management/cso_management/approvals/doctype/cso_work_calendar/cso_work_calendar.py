from frappe.model.document import Document


class CSOWorkCalendar(Document):
	pass
