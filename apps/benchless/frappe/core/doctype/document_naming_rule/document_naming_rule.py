"""Rules that name documents, past their DocType's own rule."""

from __future__ import annotations

import frappe
from benchless.values import cint
from frappe import _
from frappe.model.document import Document


class DocumentNamingRule(Document):
    """A prefix, a number of digits, conditions."""

    def validate(self) -> None:
        meta = frappe.get_meta(self.document_type)
        for row in self.conditions or []:
            if not meta.has_field(row.field) and row.field not in ("owner", "name"):
                frappe.throw(_("{0} is not a field of {1}").format(row.field, _(self.document_type)))
        if cint(self.prefix_digits) < 1:
            frappe.throw(_("Digits must be at least 1"))


@frappe.whitelist(methods=["POST"])
def update_current(name: str, new_counter: int) -> None:
    """Set the counter by hand."""
    frappe.only_for("System Manager")
    frappe.db.set_value("Document Naming Rule", name, "counter", cint(new_counter))
