"""Questions about users, roles and time zones."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

import frappe
from benchless.arguments import AnyValue, JsonFilters
from benchless.values import row_count
from frappe.desk.reportview import get_filters_cond, get_match_cond, simple_filters

ASKABLE = ("name", "full_name", "user_type", "enabled", "language")
AUTOMATIC_ROLES = ("Guest", "All", "Desk User", "Administrator")


@frappe.whitelist()
def get_roles(uid: str | None = None, arg: AnyValue = None) -> list[str]:
    """Roles of a user; those of others only for who may read users."""
    user = uid or frappe.session.user
    if user != frappe.session.user:
        frappe.has_permission("User", "read", throw=True)
    return list(frappe.get_roles(user))


@frappe.whitelist()
def get_all_roles(arg: AnyValue = None) -> list[str]:
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
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: JsonFilters = None
) -> list[Any]:
    """People for Link fields: enabled users whose name or address holds the text."""
    frappe.has_permission("User", "select", throw=True)
    wanted = simple_filters(filters)
    asked = [row for row in wanted if row[0] in ASKABLE]
    everybody = any(name == "ignore_user_type" and value for name, _operator, value in wanted)
    free = not filters or everybody or any(name == "user_type" for name, _operator, _value in asked)
    own = [] if free else ["`tabUser`.user_type <> 'Website User'"]
    conditions = " AND ".join(
        ["`tabUser`.enabled = 1", "`tabUser`.name NOT IN ('Guest', 'Administrator')", *own]
    )
    seen = get_match_cond("User") + get_filters_cond("User", asked, [])
    rows = frappe.db.sql(
        f"SELECT name, full_name FROM `tabUser` WHERE {conditions}"
        f" AND (name LIKE %(txt)s OR full_name LIKE %(txt)s) {seen}"
        " ORDER BY full_name, name LIMIT %(length)s OFFSET %(start)s",
        {"txt": f"%{txt}%", "length": row_count(page_len), "start": row_count(start)},
    )
    return [list(row) for row in rows]
