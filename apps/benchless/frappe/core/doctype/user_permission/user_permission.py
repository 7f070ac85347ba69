"""User Permissions: which values of a Link a user is bound to."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.access import get_user_permissions as permissions_of
from benchless.arguments import JsonDict, Scalar
from benchless.values import cint
from frappe import _
from frappe.desk.form.linked_with import get_linked_doctypes
from frappe.model.document import Document


class UserPermission(Document):
    """One allowed value of one user."""

    apply_to_all_doctypes: Any

    def validate(self) -> None:
        if not cint(self.apply_to_all_doctypes) and not self.applicable_for:
            self.apply_to_all_doctypes = 1
        self.refuse_repetition()
        self.refuse_second_default()

    def refuse_repetition(self) -> None:
        """The same permission once."""
        wanted = {"user": self.user, "allow": self.allow, "for_value": self.for_value}
        for row in self.others(wanted):
            if (row.applicable_for or None) == (self.applicable_for or None):
                frappe.throw(_("User permission already exists"), frappe.DuplicateEntryError)

    def refuse_second_default(self) -> None:
        """One default for each DocType that the permission is about."""
        if not cint(self.is_default):
            return
        for row in self.others({"user": self.user, "allow": self.allow, "is_default": 1}):
            if not row.applicable_for or row.applicable_for == self.applicable_for:
                frappe.throw(_("{0} is already the default for {1}").format(row.for_value, _(self.allow)))

    def others(self, filters: dict[str, Any]) -> list[Any]:
        """Other permissions that match."""
        fields = ["name", "for_value", "applicable_for"]
        rows = frappe.get_all("User Permission", filters=filters, fields=fields)
        return [row for row in rows if row.name != self.name]


@frappe.whitelist()
def get_user_permissions(user: str | None = None) -> Any:
    """Bounds of a user, by DocType; those of others only for system managers."""
    if user and user != frappe.session.user:
        frappe.only_for("System Manager")
    return permissions_of(user)


def get_permitted_documents(doctype: str) -> list[str]:
    """Values of a DocType that the user is bound to; the default one first."""
    rows = [row for row in get_user_permissions().get(doctype, []) if not row.get("applicable_for")]
    return [row["doc"] for row in sorted(rows, key=lambda row: not row.get("is_default"))]


@frappe.whitelist(methods=["POST", "DELETE"])
def clear_user_permissions(user: str, for_doctype: str) -> int:
    """Remove all permissions of a user for a DocType; gives how many there were."""
    frappe.only_for("System Manager")
    names = frappe.get_all("User Permission", {"user": user, "allow": for_doctype}, pluck="name")
    for name in names:
        frappe.delete_doc("User Permission", name, force=True)
    return len(names)


@frappe.whitelist(methods=["POST"])
def add_user_permissions(data: JsonDict) -> int:
    """Bind a user to a value, for all DocTypes or for those named; gives 1 when something changed.

    `data`: `user`, `doctype`, `docname`, `is_default`, `hide_descendants`, `apply_to_all_doctypes`,
    `applicable_doctypes`. What was there for other DocTypes is replaced.
    """
    frappe.only_for("System Manager")
    wanted = [None] if cint(data.apply_to_all_doctypes) else list(data.applicable_doctypes or [])
    given = _of_value(data.user, data.doctype, data.docname)
    for row in given:
        if row.applicable_for not in wanted:
            frappe.delete_doc("User Permission", row.name)
    held = {row.applicable_for or None for row in given}
    new = [applicable_for for applicable_for in wanted if applicable_for not in held]
    for applicable_for in new:
        add_user_permission(
            data.doctype, data.docname, data.user, applicable_for=applicable_for,
            is_default=cint(data.is_default), hide_descendants=cint(data.hide_descendants),
        )  # fmt: skip
    return int(bool(new) or len(given) != len(held & set(wanted)))


def _of_value(user: str, doctype: str, docname: str) -> list[Any]:
    filters = {"user": user, "allow": doctype, "for_value": docname}
    rows: list[Any] = frappe.get_all("User Permission", filters=filters, fields=["name", "applicable_for"])
    for row in rows:
        row.applicable_for = row.applicable_for or None
    return rows


@frappe.whitelist()
def check_applicable_doc_perm(user: str, doctype: str, docname: str) -> list[str]:
    """DocTypes that a user's permission for one value counts for."""
    frappe.only_for("System Manager")
    held = [row.applicable_for for row in _of_value(user, doctype, docname)]
    if None in held:
        return sorted(get_linked_doctypes(doctype))
    return sorted(held)


@frappe.whitelist()
def get_applicable_for_doctype_list(
    doctype: str, txt: str, searchfield: str, start: Scalar, page_len: Scalar, filters: JsonDict
) -> list[list[str]]:
    """DocTypes that link to the one that a permission is about: what a Link field may offer."""
    target = frappe.get_meta(filters.doctype).name
    names = sorted({target, *get_linked_doctypes(target)})
    found = [[name] for name in names if txt.lower() in name.lower()]
    return found[cint(start) : cint(start) + cint(page_len)]


def add_user_permission(
    doctype: str,
    name: str,
    user: str,
    ignore_permissions: bool = False,
    applicable_for: str | None = None,
    is_default: int = 0,
    hide_descendants: int = 0,
    apply: Any = None,
) -> None:
    """Bind a user to one value."""
    doc = frappe.get_doc(
        {
            "doctype": "User Permission", "user": user, "allow": doctype, "for_value": name,
            "is_default": is_default, "applicable_for": applicable_for, "hide_descendants": hide_descendants,
            "apply_to_all_doctypes": 0 if applicable_for else 1,
        }
    )  # fmt: skip
    doc.insert(ignore_permissions=ignore_permissions)


def remove_user_permission(doctype: str, name: str, user: str) -> None:
    """Unbind a user from one value."""
    found = frappe.get_all(
        "User Permission", {"user": user, "allow": doctype, "for_value": name}, pluck="name"
    )
    for one in found:
        frappe.delete_doc("User Permission", one, ignore_permissions=True)
