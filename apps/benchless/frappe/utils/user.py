"""`frappe.utils.user`: questions about users."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.core.doctype.role.role import get_info_based_on_role
from frappe.utils import people

__all__ = [
    "add_role",
    "get_fullname_and_avatar",
    "get_system_managers",
    "get_user_fullname",
    "get_users_with_role",
    "is_system_user",
    "is_website_user",
]


def get_user_fullname(user: str) -> str:
    """Full name of a user."""
    return people.get_fullname(user)


def get_fullname_and_avatar(user: str) -> Any:
    """Full name, picture and name of a user."""
    return people.get_fullname_and_avatar(user)


def get_users_with_role(role: str) -> list[str]:
    """Enabled users who have a role, without Administrator."""
    return get_info_based_on_role(role, "name")


def get_system_managers(only_name: bool = False) -> list[str]:
    """System managers as `Name <address>`, or their names."""
    names = get_users_with_role("System Manager")
    return names if only_name else [people.get_formatted_email(name) for name in names]


def is_website_user(username: str | None = None) -> bool:
    """Whether a user has no desk access."""
    kind = frappe.db.get_value("User", username or frappe.session.user, "user_type")
    return bool(kind == "Website User")


def is_system_user(username: str | None = None) -> str | None:
    """The user when it is an enabled system user."""
    filters = {"name": username or frappe.session.user, "enabled": 1, "user_type": "System User"}
    found = frappe.db.get_value("User", filters)
    return str(found) if found else None


def add_role(user: str, role: str) -> None:
    """Give a user a role."""
    frappe.get_doc("User", user).add_roles(role)
