"""The DocType of DocTypes: a definition is checked, then its table follows it."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.schema import get_meta, sync_table
from benchless.values import cint, scrub
from frappe import _
from frappe.core.doctype.doctype.errors import (
    CannotCreateStandardDoctypeError,
    CannotIndexedError,
    DoctypeLinkError,
    HiddenAndMandatoryWithoutDefaultError,
    IllegalMandatoryError,
    InvalidFieldNameError,
    NonUniqueError,
    UniqueFieldnameError,
    WrongOptionsDoctypeLinkError,
)
from frappe.core.doctype.doctype.fields import check_fields, check_unique, give_fieldnames
from frappe.core.doctype.doctype.properties import (
    check_autoname,
    check_link_rows,
    check_name,
    check_named_fields,
    check_rights,
    check_web_view,
)
from frappe.model.document import Document

FROM_FILES = ("in_migrate", "in_install", "in_import", "in_patch", "in_fixtures", "in_test")
LEFTOVERS = (
    ("Custom Field", "dt"),
    ("Property Setter", "doc_type"),
    ("Client Script", "dt"),
    ("Global Search DocType", "document_type"),
)


class DocType(Document):
    """The definition of a kind of documents."""

    nsm_parent_field: Any

    def validate(self) -> None:
        self.check_may_change()
        check_name(self)
        self.settle_kind()
        give_fieldnames(self.fields)
        self.make_tree()
        self.make_amendable()
        check_fields(self)
        check_autoname(self)
        check_named_fields(self)
        check_web_view(self)
        check_rights(self)
        check_link_rows(self)
        for field in self.fields:
            check_unique(self, field)

    def from_file(self) -> bool:
        """Whether an app's file is being read, not an administrator's wish."""
        return any(frappe.flags.get(flag) for flag in FROM_FILES)

    def check_may_change(self) -> None:
        """Standard DocTypes come from files; outside of developer mode they are changed by Customize Form."""
        own = cint(self.custom) and not (self.is_new() and cint(self.is_virtual))
        if self.from_file() or own or frappe.conf.developer_mode:
            return
        text = _("Not in developer mode: mark the DocType as custom, or use Customize Form")
        frappe.throw(text, CannotCreateStandardDoctypeError)

    def settle_kind(self) -> None:
        """A Single is no table and is not submitted; rows of a table have the rights of their parent."""
        if cint(self.issingle):
            self.istable = self.is_submittable = 0
        if cint(self.istable):
            self.set("permissions", [])

    def make_tree(self) -> None:
        """A tree has the fields of a nested set."""
        if not cint(self.is_tree):
            return
        usual = f"parent_{scrub(self.name)}"
        ready = any(field.fieldname == "lft" for field in self.fields) or not self.is_new()
        parent = self.nsm_parent_field or usual if ready or not cint(self.custom) else usual
        self.nsm_parent_field = parent
        hidden = {"read_only": 1, "hidden": 1, "no_copy": 1}
        self.add_missing("lft", "Left", "Int", **hidden)
        self.add_missing("rgt", "Right", "Int", **hidden)
        self.add_missing("is_group", "Is Group", "Check")
        self.add_missing(
            "old_parent", "Old Parent", "Link", options=self.name, ignore_user_permissions=1, **hidden
        )
        self.add_missing(parent, f"Parent {self.name}", "Link", options=self.name)

    def make_amendable(self) -> None:
        """A submittable document remembers what it amends."""
        if cint(self.is_submittable):
            extra = {"options": self.name, "no_copy": 1, "read_only": 1, "print_hide": 1, "search_index": 1}
            self.add_missing("amended_from", "Amended From", "Link", **extra)

    def add_missing(self, fieldname: str, label: str, fieldtype: str, **more: Any) -> None:
        """Add a field unless it is there."""
        if not any(field.fieldname == fieldname for field in self.fields):
            self.append("fields", {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, **more})

    def on_update(self) -> None:
        """The table follows the definition."""
        session = current()
        session.site.cache.bump(session.db, "schema", "access")
        sync_table(session.db, get_meta(self.name, cached=False))

    def on_trash(self) -> None:
        """A standard DocType stays; with a custom one go its customisations."""
        if not cint(self.custom) and not self.from_file() and not frappe.conf.developer_mode:
            frappe.throw(_("Standard DocType cannot be deleted."))
        for doctype, field in LEFTOVERS:
            frappe.db.delete(doctype, {field: self.name})
        frappe.db.delete("Custom DocPerm", {"parent": self.name})

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        if merge:
            frappe.throw(_("DocType can not be merged"))


__all__ = [
    "CannotCreateStandardDoctypeError",
    "CannotIndexedError",
    "DocType",
    "DoctypeLinkError",
    "HiddenAndMandatoryWithoutDefaultError",
    "IllegalMandatoryError",
    "InvalidFieldNameError",
    "NonUniqueError",
    "UniqueFieldnameError",
    "WrongOptionsDoctypeLinkError",
]
