"""Changed properties of DocTypes and their fields."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.schema import get_meta, sync_table
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document

FIXED = ("fieldname", "name", "istable", "issingle", "is_submittable", "is_tree")


class PropertySetter(Document):
    """One changed property."""

    def autoname(self) -> None:
        self.name = f"{self.doc_type}-{self.field_name or self.row_name or 'main'}-{self.property}"

    def validate(self) -> None:
        if self.property in FIXED:
            frappe.throw(_("Property {0} cannot be changed").format(self.property))
        if self.is_new():
            delete_property_setter(self.doc_type, self.property, self.field_name, self.row_name)

    def on_update(self) -> None:
        session = current()
        session.site.cache.bump(session.db, "schema")
        if frappe.db.exists("DocType", self.doc_type):
            sync_table(session.db, get_meta(self.doc_type, cached=False))

    def after_delete(self) -> None:
        session = current()
        session.site.cache.bump(session.db, "schema")


def make_property_setter(
    doctype: str,
    fieldname: str | None,
    property: str,
    value: Any,
    property_type: str | None,
    for_doctype: bool = False,
    validate_fields_for_doctype: bool = True,
    is_system_generated: bool = True,
) -> Any:
    """Change one property of a field, or of the DocType itself."""
    setter = frappe.get_doc(
        {
            "doctype": "Property Setter", "doctype_or_field": "DocType" if for_doctype else "DocField",
            "doc_type": doctype, "field_name": None if for_doctype else fieldname, "property": property,
            "value": cstr(value), "property_type": property_type,
            "is_system_generated": cint(is_system_generated),
        }
    )  # fmt: skip
    setter.flags.ignore_permissions = True
    setter.insert()
    return setter


def delete_property_setter(
    doc_type: str, property: str | None = None, field_name: str | None = None, row_name: str | None = None
) -> None:
    """Bring a property back to what the app says."""
    filters = {"doc_type": doc_type, "property": property, "field_name": field_name, "row_name": row_name}
    chosen = {key: value for key, value in filters.items() if value}
    frappe.db.delete("Property Setter", chosen)
