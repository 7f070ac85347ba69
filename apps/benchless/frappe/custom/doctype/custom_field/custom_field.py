"""Fields that administrators and apps add to DocTypes of others."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.schema import get_meta, sync_table
from benchless.schema.fieldtypes import NO_VALUE_TYPES, TYPES
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.doctype.fields import RESERVED, RULES, name_from_label
from frappe.model.document import Document

CLOSED = (
    "DocType", "DocField", "DocPerm", "Custom Field", "Property Setter", "Custom DocPerm", "DocType Link",
    "DocType Action", "DocType State", "Customize Form", "Customize Form Field",
)  # fmt: skip
SAME_STORAGE = (
    {"Data", "Text", "Small Text", "Long Text", "Text Editor", "Code", "Markdown Editor", "HTML Editor",
    "Select",
     "Link", "Dynamic Link", "Read Only", "Phone", "Autocomplete", "Color", "Attach", "Attach Image",
     "Signature",
     "Password", "JSON"},
    {"Int", "Check"},
    {"Currency", "Float", "Percent", "Rating", "Duration"},
)  # fmt: skip


class CustomField(Document):
    """One added field."""

    fieldname: Any
    insert_after: Any

    def autoname(self) -> None:
        self.set_fieldname()
        self.name = f"{self.dt}-{self.fieldname}"

    def set_fieldname(self) -> None:
        """From the label, or from the type for a break."""
        if self.fieldname:
            self.fieldname = free_of_reserved(cstr(self.fieldname).lower())
            return
        wanted = name_from_label(self.label)
        if wanted and not wanted.startswith("custom_"):
            wanted = f"custom_{wanted}"
        if not wanted and self.fieldtype in NO_VALUE_TYPES:
            wanted = f"{cstr(self.fieldtype).lower().replace(' ', '_')}_{frappe.generate_hash(length=5)}"
        if not wanted:
            frappe.throw(_("Label is mandatory"))
        self.fieldname = wanted

    def validate(self) -> None:
        if self.dt in CLOSED:
            frappe.throw(_("Custom Fields cannot be added to core DocTypes."))
        self.check_place()
        if self.fieldtype == "Fold":
            frappe.throw(_("A Fold cannot be added to a form"))
        for rule in RULES:
            rule(self, self)
        self.check_type_change()

    def check_place(self) -> None:
        """The field is new, and stands after one that is there."""
        meta = get_meta(self.dt, cached=False)
        known = meta.get_field(self.fieldname)
        if self.is_new() and known is not None:
            text = _("A field with the name {0} already exists in {1}")
            frappe.throw(text.format(frappe.bold(self.fieldname), _(self.dt)))
        names = [field.fieldname for field in meta["fields"] if field.fieldname != self.fieldname]
        if self.insert_after == "append":
            self.insert_after = names[-1] if names else None
        if self.insert_after in names:
            self.idx = names.index(self.insert_after) + 1
        if self.insert_after == self.fieldname:
            frappe.throw(_("Insert After cannot be set as {0}").format(self.fieldname))

    def check_type_change(self) -> None:
        """A type may change only to one that is stored alike."""
        before = self.get_doc_before_save()
        if before is None or before.fieldtype == self.fieldtype or self.fieldtype not in TYPES:
            return
        groups = [group for group in SAME_STORAGE if before.fieldtype in group]
        if not groups or self.fieldtype not in groups[0]:
            text = _("Fieldtype cannot be changed from {0} to {1}")
            frappe.throw(text.format(before.fieldtype, self.fieldtype))

    def on_update(self) -> None:
        self.follow()

    def follow(self) -> None:
        """The table of the DocType gets the column."""
        session = current()
        session.site.cache.bump(session.db, "schema")
        if not frappe.flags.in_setup_wizard and not self.flags.ignore_sync:
            sync_table(session.db, get_meta(self.dt, cached=False))

    def on_trash(self) -> None:
        if cint(self.is_system_generated) and not may_remove_generated():
            text = _("Custom Field {0} was made by an app and can only be deleted by it")
            frappe.throw(text.format(self.name))
        frappe.db.delete("Property Setter", {"doc_type": self.dt, "field_name": self.fieldname})

    def after_delete(self) -> None:
        session = current()
        session.site.cache.bump(session.db, "schema")


def free_of_reserved(fieldname: str) -> str:
    """A name that every document uses itself gets a number."""
    return f"{fieldname}1" if fieldname in RESERVED else fieldname


@frappe.whitelist(methods=["POST"])
def rename_fieldname(custom_field: str, fieldname: str) -> None:
    """Give a custom field another name; its column and its values follow."""
    frappe.only_for("System Manager")
    field = frappe.get_doc("Custom Field", custom_field)
    old, new = field.fieldname, frappe.scrub(cstr(fieldname).strip())
    if cint(field.is_system_generated):
        frappe.throw(_("A field that an app made cannot be renamed"))
    if not new or frappe.get_meta(field.dt).has_field(new):
        frappe.throw(_("{0} is no free name for a field").format(new))
    if new == old:
        frappe.msgprint(_("The field has that name already"), alert=True)
        return
    meta = get_meta(field.dt)
    if not meta["issingle"] and old in current().db.columns_of(f"tab{field.dt}"):
        frappe.db.rename_column(field.dt, old, new)
    rename_values(field, old, new)
    sync_table(current().db, get_meta(field.dt, cached=False))


def rename_values(field: Any, old: str, new: str) -> None:
    """What names the field by its old name."""
    frappe.db.set_value("Custom Field", field.name, {"fieldname": new}, update_modified=False)
    db = current().db
    db.execute(
        "UPDATE `tabCustom Field` SET insert_after=? WHERE dt=? AND insert_after=?", (new, field.dt, old)
    )
    db.execute(
        "UPDATE `tabProperty Setter` SET field_name=? WHERE doc_type=? AND field_name=?", (new, field.dt, old)
    )
    db.execute("UPDATE `tabSingles` SET field=? WHERE doctype=? AND field=?", (new, field.dt, old))
    frappe.rename_doc("Custom Field", field.name, f"{field.dt}-{new}", ignore_permissions=True, force=True)
    current().site.cache.bump(db, "schema")


def may_remove_generated() -> bool:
    return frappe.session.user == "Administrator" or bool(frappe.flags.in_uninstall or frappe.flags.in_patch)


@frappe.whitelist()
def get_fields_label(doctype: str) -> list[dict[str, str]]:
    """Fields after which one can stand."""
    meta = frappe.get_meta(doctype)
    return [{"value": field.fieldname or "", "label": _(cstr(field.label))} for field in meta.fields]


def create_custom_field(
    doctype: str, df: Any, ignore_validate: bool = False, is_system_generated: bool = True
) -> Any:
    """Add one field unless it is there."""
    values = dict(df)
    values["fieldname"] = values.get("fieldname") or name_from_label(values.get("label"))
    if frappe.get_meta(doctype).has_field(values["fieldname"]):
        return None
    field = frappe.get_doc(
        {
            "doctype": "Custom Field", "dt": doctype, "permlevel": 0, "fieldtype": "Data", "hidden": 0,
            "insert_after": "append",
            "is_system_generated": int(is_system_generated), **values,
        }
    )  # fmt: skip
    field.flags.ignore_validate = ignore_validate
    return field.insert(ignore_permissions=True)


def create_custom_fields(custom_fields: Any, ignore_validate: bool = False, update: bool = True) -> None:
    """Add fields: `{DocType or tuple of them: [fields]}`. With `update` known ones follow the values."""
    for doctypes, fields in custom_fields.items():
        names = [doctypes] if isinstance(doctypes, str) else doctypes
        rows = [fields] if isinstance(fields, dict) else fields
        for doctype in names:
            for df in rows:
                _create_or_update(doctype, dict(df), ignore_validate, update)


def _create_or_update(doctype: str, df: dict[str, Any], ignore_validate: bool, update: bool) -> None:
    fieldname = df.get("fieldname") or name_from_label(df.get("label"))
    name = frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": fieldname})
    if not name:
        create_custom_field(doctype, df, ignore_validate)
    elif update:
        field = frappe.get_doc("Custom Field", name)
        field.update(df)
        field.flags.ignore_validate = ignore_validate
        field.save(ignore_permissions=True)
