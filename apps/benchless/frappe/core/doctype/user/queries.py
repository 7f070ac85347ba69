"""Questions about users, roles and time zones."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

import frappe

AUTOMATIC_ROLES = ("Guest", "All", "Desk User", "Administrator")


@frappe.whitelist()
def get_roles(uid: str | None = None, arg: Any = None) -> list[str]:
    """Roles of a user; those of others only for who may read users."""
    user = uid or frappe.session.user
    if user != frappe.session.user:
        frappe.has_permission("User", "read", throw=True)
    return list(frappe.get_roles(user))


@frappe.whitelist()
def get_all_roles(arg: Any = None) -> list[str]:
    """Roles that can be given."""
    filters = {"name": ["not in", AUTOMATIC_ROLES], "disabled": 0}
    return list(frappe.get_all("Role", filters=filters, pluck="name", order_by="name"))


@frappe.whitelist()
def get_role_profile(role_profile: str) -> dict[str, Any]:
    """Roles of a profile."""
    doc = frappe.get_doc("Role Profile", role_profile)
    doc.check_permission("read")
    return {"roles": [row.as_dict() for row in doc.roles]}


@frappe.whitelist(allow_guest=True)
def get_timezones() -> dict[str, list[str]]:
    """All time zones."""
    return {"timezones": sorted(available_timezones())}


@frappe.whitelist()
def get_perm_info(role: str) -> list[Any]:
    """Rights that a role has, DocType by DocType."""
    frappe.only_for("System Manager")
    return list(frappe.get_all("DocPerm", filters={"role": role, "docstatus": 0}, fields=["*"]))


@frappe.whitelist(methods=["POST"])
def switch_theme(theme: str) -> None:
    """Choose the look of the desk."""
    if theme in ("Dark", "Light", "Automatic"):
        frappe.db.set_value("User", frappe.session.user, "desk_theme", theme)


def get_total_users() -> int:
    """How many enabled system users there are."""
    return int(frappe.db.count("User", {"enabled": 1, "user_type": "System User"}))


def get_users_of_role(role: str) -> list[str]:
    """Enabled users who have a role."""
    users = frappe.get_all("Has Role", {"role": role, "parenttype": "User"}, pluck="parent")
    return list(frappe.get_all("User", {"name": ["in", users], "enabled": 1}, pluck="name")) if users else []


@frappe.whitelist()
def user_query(
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: Any = None
) -> list[Any]:
    """Users for Link fields: enabled people, by name or address."""
    conditions = dict(filters or {})
    website = conditions.pop("ignore_user_type", None)
    chosen: list[Any] = [["enabled", "=", 1], ["name", "not in", ("Guest", "Administrator")]]
    chosen += [] if website else [["user_type", "!=", "Website User"]]
    chosen += [[key, "=", value] for key, value in conditions.items()]
    text = f"%{txt}%"
    rows = frappe.get_list(
        "User",
        fields=["name", "full_name"],
        filters=chosen,
        or_filters=[["name", "like", text], ["full_name", "like", text]],
        limit_start=start,
        limit_page_length=page_len,
        order_by="full_name",
        as_list=True,
    )
    return [list(row) for row in rows]
