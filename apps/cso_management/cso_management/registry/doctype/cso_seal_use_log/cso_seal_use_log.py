import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime


class CSOSealUseLog(Document):
	"""A register: every stamping of an outgoing paper is one row that stays."""

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("The register of seals cannot be changed."), frappe.PermissionError)
		self.used_by = frappe.session.user
		self.used_at = now_datetime().replace(microsecond=0)
		self.region = frappe.db.get_value("CSO Gov Unit", self.seal_unit, "region")
		self.check_document()

	def check_document(self) -> None:
		document = frappe.get_doc(self.reference_doctype, self.reference_name)
		document.check_permission("read")
		if (self.copies or 0) < 1:
			frappe.throw(_("{0}: at least 1.").format(_(self.meta.get_label("copies"))))

	def on_trash(self) -> None:
		frappe.throw(_("The register of seals cannot be changed."), frappe.PermissionError)
