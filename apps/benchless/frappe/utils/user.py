"""`frappe.utils.user`: questions about users."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.schema import get_meta
from benchless.values import cint
from frappe.core.doctype.domain_settings.domain_settings import in_active_domains
from frappe.core.doctype.role.role import get_info_based_on_role
from frappe.defaults import get_defaults
from frappe.utils import people

__all__ = [
    "UserPermissions",
    "add_role",
    "add_system_manager",
    "disable_users",
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


def add_system_manager(
    email: str, first_name: str | None = None, last_name: str | None = None,
    send_welcome_email: bool = False, password: str | None = None,
) -> Any:  # fmt: skip
    """Make a user with the role System Manager; gives the User."""
    user = frappe.get_doc(
        {
            "doctype": "User",
            "email": email,
            "first_name": first_name or email,
            "last_name": last_name,
            "enabled": 1,
            "user_type": "System User",
            "new_password": password,
            "send_welcome_email": int(send_welcome_email),
        }
    )
    user.insert(ignore_permissions=True)
    user.add_roles("System Manager")
    return user


def disable_users(limits: dict[str, Any] | None = None) -> None:
    """Switch off the system users beyond `limits.users`, the newest first; Administrator stays."""
    most = cint((limits or {}).get("users"))
    if not most:
        return
    filters = {"enabled": 1, "user_type": "System User", "name": ["not in", frappe.STANDARD_USERS]}
    for name in frappe.get_all("User", filters, pluck="name", order_by="creation asc")[most:]:
        frappe.get_doc("User", name).update({"enabled": 0}).save(ignore_permissions=True)


RIGHTS = ("create", "select", "write", "read", "cancel", "delete", "export", "import", "print", "email")


class UserPermissions:
    """What a user may do, by DocType, for the first page: `can_read`, `can_write` and the like."""

    can_create: list[str]
    can_read: list[str]

    def __init__(self, name: str = "") -> None:
        self.name = name or frappe.session.user
        self.roles = frappe.get_roles(self.name)
        self.build_permissions()

    def build_permissions(self) -> None:
        """Read the rights anew; DocTypes of domains that are not active are left out."""
        self.defaults = get_defaults(self.name)
        names = frappe.get_all(
            "DocType", {"istable": 0}, or_filters=in_active_domains(), pluck="name", order_by="name asc"
        )
        rights = {name: frappe.permissions.get_role_permissions(name, self.name) for name in names}
        for right in RIGHTS:
            found = [name for name in names if rights[name].get(right)]
            self.__dict__[f"can_{right}"] = found
        self.can_get_report = [name for name in names if rights[name].get("report")]
        self.in_create = [name for name in self.can_create if cint(get_meta(name).get("in_create"))]
        self.can_search = [name for name in self.can_read if not cint(get_meta(name).get("read_only"))]
        self.all_read = sorted({*self.can_read, *frappe.share.get_shared_doctypes(self.name)})

    def load_user(self) -> Any:
        """Everything as one dictionary."""
        row = frappe.db.get_value("User", self.name, ["first_name", "last_name", "email"], as_dict=True)
        out = frappe._dict(row or {}, name=self.name, roles=self.roles, defaults=self.defaults)
        lists = ("can_get_report", "in_create", "can_search", "all_read")
        keys = [*(f"can_{right}" for right in RIGHTS), *lists]
        out.update({key: getattr(self, key) for key in keys})
        return out

    def get_roles(self) -> list[str]:
        return list(self.roles)

    def has_role(self, role: str) -> bool:
        """Whether the user has a role."""
        return role in self.roles
