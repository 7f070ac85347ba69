"""A second factor at the log-in: the site may ask for one in System Settings."""

from __future__ import annotations

import frappe
from benchless.settings import system_setting
from benchless.values import cint


def two_factor_is_enabled(user: str | None = None) -> bool:
    """Whether the site, and (with a user) one of his roles, wants a second factor."""
    wanted = bool(cint(system_setting("enable_two_factor_auth")))
    return wanted and (user is None or two_factor_is_enabled_for_(user))


def two_factor_is_enabled_for_(user: str) -> bool:
    """Whether one of a user's roles wants a second factor."""
    if user == "Administrator":
        return False
    wanted = {"name": ["in", frappe.get_roles(user)], "two_factor_auth": 1}
    return bool(frappe.get_all("Role", wanted, limit=1))
