"""Designs of prints."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe import _
from frappe.model.document import Document
from frappe.utils.jinja import validate_template


class PrintFormat(Document):
    """One design for the documents of one DocType."""

    module: Any

    def validate(self) -> None:
        self.check_standard()
        if not self.module and self.doc_type:
            self.module = frappe.db.get_value("DocType", self.doc_type, "module")
        if (
            cint(self.custom_format)
            and not cint(self.raw_printing)
            and not self.html
            and self.standard != "Yes"
        ):
            frappe.throw(_("{0} is required").format("HTML"), frappe.MandatoryError)
        if self.print_format_type != "JS":
            validate_template(self.html)
        validate_template(self.raw_commands)

    def check_standard(self) -> None:
        """Designs that come with an app change with the app."""
        flags = frappe.flags
        if (
            self.standard != "Yes"
            or flags.in_install
            or flags.in_migrate
            or flags.in_patch
            or flags.in_import
        ):
            return
        if not frappe.conf.developer_mode:
            frappe.throw(_("Standard Print Format cannot be updated"))

    def on_trash(self) -> None:
        """A DocType without its design uses the standard print."""
        for name in frappe.get_all("DocType", filters={"default_print_format": self.name}, pluck="name"):
            frappe.db.set_value("DocType", name, "default_print_format", None)
            frappe.clear_cache(doctype=name)


@frappe.whitelist(methods=["POST"])
def make_default(name: str) -> None:
    """Make a design the default of its DocType."""
    frappe.has_permission("Print Format", "write", throw=True)
    design = frappe.get_doc("Print Format", name)
    doctype = frappe.get_doc("DocType", design.doc_type)
    if cint(doctype.custom):
        doctype.default_print_format = name
        doctype.save()
    else:
        frappe.make_property_setter(
            {
                "doctype_or_field": "DocType",
                "doctype": design.doc_type,
                "property": "default_print_format",
                "value": name,
                "property_type": "Data",
            }
        )
    frappe.msgprint(_("{0} is now default print format for {1} doctype").format(name, _(design.doc_type)))
