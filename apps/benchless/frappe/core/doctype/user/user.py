"""People who log in."""

from __future__ import annotations

import re
from typing import Any

import frappe
import frappe.share
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.user.keys import generate_keys
from frappe.core.doctype.user.passwords import (
    check_strength,
    reset_password,
    send_welcome_mail,
    test_password_strength,
    update_password,
    verify_password,
)
from frappe.core.doctype.user.queries import (
    get_all_roles,
    get_perm_info,
    get_role_profile,
    get_roles,
    get_timezones,
    get_total_users,
    get_users_of_role,
    switch_theme,
    user_query,
)
from frappe.core.doctype.user.sign_up import has_email_account, sign_up
from frappe.model.document import Document
from frappe.utils import validate_email_address
from frappe.utils.password import delete_all_passwords_for, end_sessions
from frappe.utils.password import update_password as store_password

STANDARD_USERS = ("Guest", "Administrator")


class User(Document):
    """A person, with roles, a password and keys."""

    email: Any
    new_password: Any
    username: Any

    def autoname(self) -> None:
        if self.name in STANDARD_USERS:
            return
        self.email = cstr(self.email).strip().lower()
        self.name = self.email

    def validate(self) -> None:
        self.take_password()
        if self.name not in STANDARD_USERS:
            # The address is the name: another one is given by renaming.
            self.email = cstr(self.email if self.is_new() else self.name).strip().lower()
            validate_email_address(self.email, throw=True)
        self.set_full_name()
        self.set_username()
        self.take_roles_of_profile()
        self.take_modules_of_profile()
        self.tidy_roles()
        self.set_user_type()
        self.check_disabling()

    def take_password(self) -> None:
        """The new password never reaches the row; it is kept after the row is written."""
        self.flags.new_password = cstr(self.new_password) or self.flags.new_password
        self.new_password = ""
        if self.flags.new_password:
            self.check_may_set_password()
        if self.flags.new_password and not self.flags.ignore_password_policy:
            check_strength(self.flags.new_password, self.names())

    def check_may_set_password(self) -> None:
        """The own password is changed with the old one; that of others by a system manager."""
        free = self.flags.ignore_permissions or frappe.flags.in_install or frappe.flags.in_import
        if not free and "System Manager" not in frappe.get_roles():
            text = _("Change your password with the old one, or ask for a reset mail")
            frappe.throw(text, frappe.PermissionError)

    def names(self) -> list[str]:
        """Words that a password of this user should not have."""
        return [cstr(text) for text in (self.first_name, self.last_name, self.email, self.username) if text]

    def set_full_name(self) -> None:
        parts = [cstr(part).strip() for part in (self.first_name, self.last_name)]
        self.full_name = " ".join(part for part in parts if part) or self.name

    def set_username(self) -> None:
        """A short name made from the first name when none was typed."""
        if self.username:
            self.username = cstr(self.username).strip(" @")
            if frappe.db.exists("User", {"username": self.username, "name": ["!=", self.name]}):
                frappe.msgprint(_("The user name {0} is taken").format(self.username))
                self.username = ""
        elif self.is_new() and self.first_name:
            base = re.sub(r"\W", "", cstr(self.first_name).lower())
            self.username = base and self.free_username(base)

    def free_username(self, base: str) -> str:
        """`base`, or with the first number that nobody has."""
        taken = set(frappe.get_all("User", filters={"username": ["like", f"{base}%"]}, pluck="username"))
        number = next(n for n in range(len(taken) + 1) if (f"{base}{n}" if n else base) not in taken)
        return f"{base}{number}" if number else base

    def take_roles_of_profile(self) -> None:
        """A role profile decides all roles."""
        if self.role_profile_name:
            profile = frappe.get_doc("Role Profile", self.role_profile_name)
            self.set("roles", [])
            for row in profile.roles:
                self.append("roles", {"role": row.role})

    def take_modules_of_profile(self) -> None:
        """A module profile decides which modules are closed."""
        if self.module_profile:
            profile = frappe.get_doc("Module Profile", self.module_profile)
            self.set("block_modules", [{"module": row.module} for row in profile.block_modules])

    def tidy_roles(self) -> None:
        """Every role once; nobody is given the role of the Administrator, or one that is switched off."""
        names = [row.role for row in self.roles or [] if row.role]
        off = frappe.get_all("Role", {"name": ["in", names], "disabled": 1}, pluck="name") if names else []
        seen: set[str] = {"Administrator", *off}
        for row in list(self.roles or []):
            if row.role in seen:
                self.remove(row)
            seen.add(row.role)
        for position, row in enumerate(self.roles or [], 1):
            row.idx = position

    def set_user_type(self) -> None:
        """Roles with desk access make a system user."""
        if self.name in STANDARD_USERS:
            self.user_type = "System User" if self.name == "Administrator" else "Website User"
            return
        if self.user_type and self.user_type not in ("System User", "Website User"):
            return
        self.user_type = "System User" if self.has_desk_access() else "Website User"

    def has_desk_access(self) -> bool:
        names = [row.role for row in self.roles or [] if row.role]
        return bool(names and frappe.get_all("Role", {"name": ["in", names], "desk_access": 1}, limit=1))

    def check_disabling(self) -> None:
        if not cint(self.enabled) and self.name in STANDARD_USERS:
            frappe.throw(_("User {0} cannot be disabled").format(self.name))
        if not cint(self.enabled) and self.name == frappe.session.user:
            frappe.throw(_("You cannot disable your own account"), frappe.PermissionError)
        if not cint(self.enabled) and not self.is_new():
            end_sessions(self.name)

    def after_insert(self) -> None:
        self.share_with_self()
        if not frappe.db.exists("Notification Settings", self.name):
            settings = frappe.get_doc({"doctype": "Notification Settings", "user": self.name})
            settings.insert(ignore_permissions=True)
        if cint(self.send_welcome_email) and not self.flags.no_welcome_mail:
            send_welcome_mail(self)

    def share_with_self(self) -> None:
        """A user may see and mend the own document."""
        if self.name in STANDARD_USERS:
            return
        flags = {"ignore_share_permission": True}
        frappe.share.add_docshare("User", self.name, self.name, write=1, share=1, notify=0, flags=flags)

    def on_update(self) -> None:
        if self.flags.new_password:
            out = cint(self.logout_all_sessions) and not self.is_new() and not self.flags.in_insert
            store_password(self.name, self.flags.new_password, logout_all_sessions=out)
            if not self.flags.in_insert:
                self.db_set("last_password_reset_date", frappe.utils.today(), update_modified=False)
            self.flags.new_password = None

    def on_trash(self) -> None:
        if self.name in STANDARD_USERS:
            frappe.throw(_("User {0} cannot be deleted").format(self.name))
        if self.name == frappe.session.user:
            frappe.throw(_("You can disable this User instead of deleting it."), frappe.LinkExistsError)
        end_sessions(self.name)
        delete_all_passwords_for("User", self.name)
        frappe.db.delete("DocShare", {"user": self.name})
        frappe.db.delete("ToDo", {"allocated_to": self.name, "status": "Open"})
        frappe.db.delete("User Permission", {"user": self.name})
        frappe.db.delete("List Filter", {"for_user": self.name})
        frappe.db.delete("Notification Log", {"for_user": self.name})
        frappe.db.delete("Notification Settings", {"name": self.name})

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        if old in STANDARD_USERS:
            frappe.throw(_("User {0} cannot be renamed").format(old))
        validate_email_address(new, throw=True)

    def after_rename(self, old: str, new: str, merge: bool = False) -> None:
        """What the user owns stays the user's own."""
        for table in frappe.db.get_tables():
            if table.startswith("tab") and frappe.db.has_column(table[3:], "owner"):
                for column in ("owner", "modified_by"):
                    frappe.db.sql(f"UPDATE `{table}` SET `{column}`=%s WHERE `{column}`=%s", (new, old))
        frappe.db.set_value("User", new, "email", new, update_modified=False)

    # documented helpers -------------------------------------------------------------------

    def append_roles(self, *roles: str) -> None:
        """Add roles without saving."""
        given = {row.role for row in self.roles or []}
        for role in roles:
            if role not in given:
                self.append("roles", {"role": role})
                given.add(role)

    def add_roles(self, *roles: str) -> None:
        """Add roles and save."""
        self.append_roles(*roles)
        self.save()

    def remove_roles(self, *roles: str) -> None:
        """Take roles away and save."""
        for row in [row for row in self.roles or [] if row.role in roles]:
            self.remove(row)
        self.save()

    def get_fullname(self) -> str:
        return cstr(self.full_name)

    def get_blocked_modules(self) -> list[str]:
        return [row.module for row in self.block_modules or []]

    def reset_password(self, send_email: bool = False, password_expired: bool = False) -> str:
        """A link that lets the user choose a new password."""
        from_keys = frappe.get_attr("frappe.core.doctype.user.passwords.make_reset_link")
        return str(from_keys(self, send_email=send_email))


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
    """The standard users are the administrator's business."""
    return not (doc.name in STANDARD_USERS and (user or frappe.session.user) != "Administrator")


def get_permission_query_conditions(user: str | None = None) -> str:
    """Lists leave the standard users out."""
    if (user or frappe.session.user) == "Administrator":
        return ""
    return "`tabUser`.name NOT IN ('Guest', 'Administrator')"


def get_system_users(exclude_users: Any = None, limit: int | None = None) -> list[str]:
    """Names of the enabled system users."""
    left_out = [exclude_users] if isinstance(exclude_users, str) else list(exclude_users or [])
    filters = {"enabled": 1, "user_type": "System User", "name": ["not in", [*STANDARD_USERS, *left_out]]}
    return list(frappe.get_all("User", filters=filters, pluck="name", limit=limit))


__all__ = [
    "has_email_account",
    "sign_up",
    "STANDARD_USERS",
    "User",
    "generate_keys",
    "get_all_roles",
    "get_perm_info",
    "get_role_profile",
    "get_roles",
    "get_system_users",
    "get_timezones",
    "get_total_users",
    "get_users_of_role",
    "reset_password",
    "switch_theme",
    "test_password_strength",
    "update_password",
    "user_query",
    "verify_password",
]
