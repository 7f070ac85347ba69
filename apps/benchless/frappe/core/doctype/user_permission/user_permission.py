"""User Permissions: which values of a Link a user is bound to."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.access import get_user_permissions as permissions_of
from benchless.values import cint
from frappe import _
from frappe.model.document import Document


class UserPermission(Document):
    """One allowed value of one user."""

    apply_to_all_doctypes: Any

    def validate(self) -> None:
        if cint(self.apply_to_all_doctypes):
            self.applicable_for = None
        elif not self.applicable_for:
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
