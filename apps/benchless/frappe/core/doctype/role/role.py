"""Roles: what rights are given to."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import AnyValue
from benchless.values import cint
from frappe import _
from frappe.model.document import Document

STANDARD_ROLES = ("Administrator", "System Manager", "Guest", "All", "Desk User")
DESK_PROPERTIES = (
    "search_bar", "notifications", "list_sidebar", "bulk_actions", "view_switcher", "form_sidebar",
    "timeline",
    "dashboard",
)  # fmt: skip


class Role(Document):
    """One role."""

    def validate(self) -> None:
        if cint(self.disabled) and self.name in STANDARD_ROLES:
            frappe.throw(_("Standard roles cannot be disabled"))
        if cint(self.disabled):
            frappe.db.delete("Has Role", {"role": self.name})

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        if old in STANDARD_ROLES:
            frappe.throw(_("Standard roles cannot be renamed"))

    def on_trash(self) -> None:
        if self.name in STANDARD_ROLES:
            frappe.throw(_("Standard roles cannot be deleted"))
        frappe.db.delete("Has Role", {"role": self.name, "parenttype": "User"})

    def on_update(self) -> None:
        """Who has the role may have become, or ceased to be, a system user."""
        before = self.get_doc_before_save()
        if before is None or cint(before.desk_access) == cint(self.desk_access):
            return
        for name in users_with(self.name):
            user = frappe.get_doc("User", name)
            kind = user.user_type
            user.set_user_type()
            if user.user_type != kind:
                user.db_set("user_type", user.user_type)


def users_with(role: str) -> list[str]:
    """Names of the users who have a role."""
    filters = {"role": role, "parenttype": "User"}
    return list(frappe.get_all("Has Role", filters=filters, pluck="parent"))


def get_info_based_on_role(role: str, field: str = "email", ignore_permissions: bool = False) -> list[str]:
    """One value of every enabled user who has a role."""
    names = [name for name in users_with(role) if name not in ("Administrator", "Guest")]
    values = frappe.get_all("User", {"name": ["in", names], "enabled": 1}, pluck=field) if names else []
    return [value for value in values if value]


def get_users(role: str) -> list[Any]:
    """Users who have a role, as rows."""
    return [{"user_name": name} for name in users_with(role)]


@frappe.whitelist()
def role_query(
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: AnyValue = None
) -> list[Any]:
    """Roles for Link fields, without the automatic ones."""
    chosen: list[Any] = [["name", "like", f"%{txt}%"]]
    chosen += [["name", "not in", ("Administrator", "Guest", "All", "Desk User")]]
    rows = frappe.get_list(
        "Role", filters=chosen, limit_start=start, limit_page_length=page_len, as_list=True
    )
    return [list(row) for row in rows]
