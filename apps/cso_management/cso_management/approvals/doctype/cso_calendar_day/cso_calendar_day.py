from frappe.model.document import Document


class CSOCalendarDay(Document):
	pass
