"""Changing a standard DocType's form: the changes become Custom Fields and Property Setters."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.schema import Meta, drop_column, get_meta, table_name
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.core.doctype.doctype.fields import check_fields, give_fieldnames, name_from_label
from frappe.custom.doctype.custom_field.custom_field import CLOSED, SAME_STORAGE
from frappe.custom.doctype.customize_form.properties import DOCFIELD, DOCTYPE, ROWS
from frappe.custom.doctype.customize_form.rows import keep_rows
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.model.document import Document

CORE = (
    *CLOSED, "User", "Role", "Has Role", "Module Def", "Report", "Page", "Patch Log", "Version",
    "Translation",
)  # fmt: skip


class CustomizeForm(Document):
    """The editor."""

    @frappe.whitelist()
    def fetch_to_customize(self) -> None:
        """Load what a DocType is now."""
        self.clear()
        if not self.doc_type:
            return
        meta = get_meta(self.doc_type)
        self.check_may_customize(meta)
        for key in DOCTYPE:
            self.set(key, meta.get(key))
        for field in meta["fields"]:
            self.append("fields", self.row_of(field))
        for key in ROWS:
            for row in meta[key]:
                self.append(key, {name: row.get(name) for name in (*ROWS[key], "custom", "name")})
        self.label = self.label_of(meta)

    def row_of(self, field: Row) -> dict[str, Any]:
        row = {key: field.get(key) for key in DOCFIELD if field.get(key) is not None}
        extra = {"fieldname": field.fieldname, "is_custom_field": cint(field.get("is_custom_field"))}
        return {**row, **extra, "is_system_generated": cint(field.get("is_system_generated"))}

    def label_of(self, meta: Meta) -> str | None:
        filters = {"source_text": meta["name"], "language": frappe.local.lang}
        found = frappe.db.get_value("Translation", filters, "translated_text")
        return cstr(found) or None

    def clear(self) -> None:
        """Forget what was loaded before."""
        for key in ("fields", *ROWS):
            self.set(key, [])
        for key in DOCTYPE:
            self.set(key, None)

    def check_may_customize(self, meta: Meta) -> None:
        """Core DocTypes and custom ones are not customised."""
        if meta["name"] in CORE:
            frappe.throw(_("Core DocTypes cannot be customized."))
        if meta["issingle"]:
            frappe.throw(_("Single DocTypes cannot be customized."))
        if cint(meta.get("custom")):
            frappe.throw(_("Only standard DocTypes are allowed to be customized from Customize Form."))

    @frappe.whitelist()
    def save_customization(self) -> None:
        """Write the differences as customisations."""
        if not self.doc_type:
            return
        meta = get_meta(self.doc_type, cached=False)
        self.check_may_customize(meta)
        give_fieldnames(self.fields)
        check_fields(Row(name=self.doc_type, fields=self.fields, issingle=0, istable=meta["istable"]))
        self.set_property_setters(meta)
        self.keep_custom_fields(meta)
        self.keep_order(meta)
        keep_rows(self, meta)
        frappe.msgprint(_("{0} updated").format(_(self.doc_type)), alert=True)
        self.fetch_to_customize()

    def set_property_setters(self, meta: Meta) -> None:
        """Changed properties of the DocType and of its own fields."""
        for key, kind in DOCTYPE.items():
            if cstr(self.get(key)) != cstr(meta.get(key)) and not (not self.get(key) and not meta.get(key)):
                self.set_property(None, key, self.get(key), kind)
        for row in self.fields:
            field = meta.get_field(row.fieldname)
            if field is not None and not cint(field.get("is_custom_field")):
                self.change_field(field, row)

    def change_field(self, field: Row, row: Any) -> None:
        for key, kind in DOCFIELD.items():
            old, new = field.get(key), row.get(key)
            if cstr(old or "") == cstr(new or "") or (kind == "Check" and cint(old) == cint(new)):
                continue
            if key == "fieldtype":
                self.check_type_change(cstr(old), cstr(new))
            self.set_property(field.fieldname, key, new, kind)

    def set_property(self, fieldname: str | None, key: str, value: Any, kind: str) -> None:
        """Change one property, as an administrator's wish that can be taken back."""
        place = {"for_doctype": fieldname is None, "is_system_generated": False}
        make_property_setter(self.doc_type, fieldname, key, value, kind, **place)

    def check_type_change(self, old: str, new: str) -> None:
        groups = [group for group in SAME_STORAGE if old in group]
        if not groups or new not in groups[0]:
            frappe.throw(_("Fieldtype cannot be changed from {0} to {1}").format(old, new))

    def keep_custom_fields(self, meta: Meta) -> None:
        """Add, change and remove Custom Fields."""
        before = None
        for row in self.fields:
            field = meta.get_field(row.fieldname)
            if field is None:
                self.add_field(row, before)
            elif cint(field.get("is_custom_field")):
                self.change_custom(row)
            before = row.fieldname
        kept = {row.fieldname for row in self.fields}
        for field in meta["fields"]:
            if cint(field.get("is_custom_field")) and field.fieldname not in kept:
                frappe.delete_doc("Custom Field", field.name)

    def add_field(self, row: Any, before: str | None) -> None:
        values = {key: row.get(key) for key in DOCFIELD}
        name = None if name_from_label(row.label) else row.fieldname
        place = {"dt": self.doc_type, "fieldname": name, "insert_after": before}
        made = frappe.get_doc({"doctype": "Custom Field", **values, **place})
        made.insert(ignore_permissions=True)
        row.fieldname = made.fieldname

    def change_custom(self, row: Any) -> None:
        doc = frappe.get_doc("Custom Field", {"dt": self.doc_type, "fieldname": row.fieldname})
        differing = [key for key in DOCFIELD if cstr(doc.get(key) or "") != cstr(row.get(key) or "")]
        changed = {key: row.get(key) for key in differing}
        if changed:
            doc.update(changed)
            doc.save(ignore_permissions=True)

    def keep_order(self, meta: Meta) -> None:
        """A changed order of the fields is one property."""
        wanted = [row.fieldname for row in self.fields]
        now = [field.fieldname for field in get_meta(self.doc_type, cached=False)["fields"]]
        if wanted != now and sorted(wanted) == sorted(now):
            self.set_property(None, "field_order", frappe.as_json(wanted), "Data")

    @frappe.whitelist()
    def reset_to_defaults(self) -> None:
        """Take all Property Setters of the DocType back."""
        if self.doc_type:
            reset_customization(self.doc_type)
            self.fetch_to_customize()

    @frappe.whitelist()
    def reset_layout(self) -> None:
        """Take changes of the order of the fields back."""
        if self.doc_type:
            for name in ("field_order", "insert_after"):
                frappe.db.delete("Property Setter", {"doc_type": self.doc_type, "property": name})
            frappe.clear_cache(doctype=self.doc_type)
            self.fetch_to_customize()

    @frappe.whitelist()
    def get_orphaned_columns(self) -> list[str]:
        """Columns of the table that no field uses any more."""
        frappe.only_for("System Manager")
        return orphaned_columns(self.doc_type)

    @frappe.whitelist(methods=["POST"])
    def trim_table(self) -> None:
        """Remove the columns that no field uses any more, with their values."""
        frappe.only_for("System Manager")
        for column in orphaned_columns(self.doc_type):
            drop_column(current().db, self.doc_type, column)
        self.fetch_to_customize()


def orphaned_columns(doctype: str) -> list[str]:
    """Columns without a field."""
    known = get_meta(doctype).all_columns
    return sorted(set(current().db.tables.columns(table_name(doctype))) - known)


@frappe.whitelist()
def get_link_filters_from_doc_without_customisations(doctype: str, fieldname: str) -> Any:
    """The filters of a link as the app says them."""
    frappe.has_permission("Customize Form", "read", throw=True)
    return frappe.db.get_value("DocField", {"parent": doctype, "fieldname": fieldname}, "link_filters")


def reset_customization(doctype: str) -> None:
    """Remove the Property Setters that administrators made."""
    filters = {"doc_type": doctype, "is_system_generated": 0}
    for name in frappe.get_all("Property Setter", filters=filters, pluck="name"):
        frappe.delete_doc("Property Setter", name, ignore_permissions=True)
    frappe.clear_cache(doctype=doctype)
