"""Custom Field: a field that an administrator adds to a DocType."""

from __future__ import annotations

import re
from typing import Any

import frappe
from benchless.schema import get_meta, sync_table
from benchless.schema.fieldtypes import NO_VALUE_TYPES
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document


class CustomField(Document):
    """Named `<DocType>-<fieldname>`; the table follows at once."""

    def autoname(self) -> None:
        self.set_fieldname()
        self.name = f"{self.dt}-{self.fieldname}"

    def set_fieldname(self) -> None:
        if not self.fieldname:
            label = cstr(self.label)
            if not label and self.fieldtype not in ("Section Break", "Column Break", "Tab Break"):
                frappe.throw(_("Label is mandatory"))
            made = re.sub(r"\W+", "_", label.lower(), flags=re.ASCII).strip("_")
            self.fieldname = made or f"custom_{frappe.generate_hash(length=8)}"
        self.fieldname = self.fieldname.lower()

    def validate(self) -> None:
        if self.is_new() and get_meta(self.dt).has_field(self.fieldname):
            frappe.throw(_("A field with the name {0} already exists in {1}").format(self.fieldname, self.dt))
        if not re.fullmatch(r"[a-z_][a-z0-9_]*", self.fieldname):
            frappe.throw(_("{0} is not a valid field name").format(self.fieldname))
        if self.fieldtype in ("Link", "Table", "Table MultiSelect"):
            self.check_options()
        self.set_order()

    def check_options(self) -> None:
        if not self.options:
            frappe.throw(_("Options are required for a field of type {0}").format(_(self.fieldtype)))
        if not frappe.db.exists("DocType", self.options):
            frappe.throw(_("Options must be a valid DocType for field {0}").format(self.label or self.fieldname))

    def set_order(self) -> None:
        names = [field.fieldname for field in get_meta(self.dt)["fields"]]
        if not self.insert_after or self.insert_after == "append":
            self.insert_after = names[-1] if names and names[-1] != self.fieldname else self.insert_after
        if not self.idx:
            self.idx = names.index(self.insert_after) + 2 if self.insert_after in names else len(names) + 1

    def on_update(self) -> None:
        frappe.clear_cache(doctype=self.dt)
        if self.fieldtype not in NO_VALUE_TYPES and not cint(self.is_virtual):
            sync_table(frappe.local.db, get_meta(self.dt, cached=False))

    def on_trash(self) -> None:
        frappe.db.delete("Property Setter", {"doc_type": self.dt, "field_name": self.fieldname})
        frappe.clear_cache(doctype=self.dt)


def create_custom_field(doctype: str, df: dict[str, Any], ignore_validate: bool = False, is_system_generated: bool = True) -> Any:
    """Add one field unless it is there."""
    fieldname = df.get("fieldname")
    if frappe.db.exists("Custom Field", {"dt": doctype, "fieldname": fieldname}):
        return None
    document = frappe.get_doc({"doctype": "Custom Field", "dt": doctype, "is_system_generated": int(is_system_generated), **df})
    document.flags.ignore_validate = ignore_validate
    return document.insert(ignore_permissions=True)


def create_custom_fields(custom_fields: dict[Any, Any], ignore_validate: bool = False, update: bool = True) -> None:
    """`{DocType or tuple of DocTypes: field or [fields]}`; known fields are updated."""
    for doctypes, fields in custom_fields.items():
        for doctype in doctypes if isinstance(doctypes, tuple) else (doctypes,):
            for df in fields if isinstance(fields, list) else [fields]:
                _create_or_update(doctype, df, ignore_validate, update)


def _create_or_update(doctype: str, df: dict[str, Any], ignore_validate: bool, update: bool) -> None:
    name = frappe.db.exists("Custom Field", {"dt": doctype, "fieldname": df["fieldname"]})
    if not name:
        create_custom_field(doctype, df, ignore_validate)
    elif update:
        document = frappe.get_doc("Custom Field", name)
        document.update(df)
        document.flags.ignore_validate = ignore_validate
        document.save(ignore_permissions=True)


@frappe.whitelist()
def get_fields_label(doctype: str | None = None) -> list[dict[str, str]]:
    """Fields of a DocType with their labels, for the choice of a place."""
    meta = get_meta(cstr(doctype))
    return [{"value": field.fieldname or "", "label": _(field.label or "")} for field in meta["fields"]]
