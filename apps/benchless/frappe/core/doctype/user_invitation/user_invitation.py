"""Invitations: an address is sent a link that makes an account with certain roles."""

from __future__ import annotations

import hashlib
from typing import Any

import frappe
from benchless import dotted
from benchless.values import Row, cstr
from frappe import _
from frappe.core.doctype.user.passwords import make_reset_link
from frappe.model.document import Document
from frappe.utils import add_days, escape_html, get_url, now_datetime, validate_email_address

PENDING, ACCEPTED, EXPIRED, CANCELLED = "Pending", "Accepted", "Expired", "Cancelled"
DAYS = 3
DOOR = "/api/method/frappe.core.api.user_invitation.accept_invitation"


class UserInvitation(Document):
    """One address, some roles, one app."""

    email: Any

    def validate(self) -> None:
        self.email = cstr(self.email).strip().lower()
        validate_email_address(self.email, True)
        check_roles(self.app_name, [row.role for row in self.roles])
        path = cstr(self.redirect_to_path)
        if not path.startswith("/") or path.startswith("//") or "\\" in path:
            frappe.throw(_("The page to go to must be an address of this site"))

    def before_insert(self) -> None:
        """One invitation at a time; who is there already needs none."""
        if frappe.db.get_value("User", self.email, "enabled"):
            frappe.throw(_("{0} has an account already").format(self.email))
        if frappe.db.exists(
            "User Invitation", {"email": self.email, "app_name": self.app_name, "status": PENDING}
        ):
            frappe.throw(_("{0} is invited already").format(self.email))
        self.update({"status": PENDING, "invited_by": frappe.session.user})

    def after_insert(self) -> None:
        self.send()

    def send(self) -> None:
        """Mail the link; only the hash of its key is kept."""
        key = frappe.generate_hash(length=32)
        self.db_set({"key": hashed(key), "email_sent_at": now_datetime()}, update_modified=False)
        link = get_url(f"{DOOR}?key={key}")
        text = _("You are invited to {0}. Accept the invitation here: {1}")
        anchor = f'<a href="{escape_html(link)}">{escape_html(link)}</a>'
        title = escape_html(app_title(self.app_name))
        frappe.sendmail(
            recipients=self.email, subject=_("Invitation to {0}").format(app_title(self.app_name)),
            message=f"<p>{text.format(title, anchor)}</p>", now=False,
        )  # fmt: skip

    def accept(self) -> Any:
        """Make the account (or give the roles to the one that is there by now); gives the User."""
        self.check_open()
        user, made = self.account()
        user.flags.ignore_permissions = True
        user.add_roles(*[row.role for row in self.roles])
        self.db_set({"status": ACCEPTED, "accepted_at": now_datetime(), "user": user.name})
        after = rules_of(self.app_name).get("after_accept")
        for path in after if isinstance(after, list) else filter(None, [after]):
            dotted.call(path, invitation=self, user=user, user_inserted=made)
        return user

    def check_open(self) -> None:
        """Refuse what was used, taken back, or is too old."""
        if self.status == PENDING and self.is_old():
            self.db_set("status", EXPIRED)
        if self.status != PENDING:
            frappe.throw(_("This invitation is not valid any more"), title=_("Link Expired"))

    def is_old(self) -> bool:
        return bool(add_days(self.email_sent_at or self.creation, DAYS) < now_datetime())

    def account(self) -> tuple[Any, bool]:
        """The User of the address, and whether it was made now."""
        known = frappe.db.get_value("User", {"email": self.email})
        if known:
            return frappe.get_doc("User", known), False
        name = self.email.partition("@")[0]
        values = {"email": self.email, "first_name": name, "send_welcome_email": 0}
        user = frappe.get_doc({"doctype": "User", **values})
        return user.insert(ignore_permissions=True), True

    def cancel_invite(self) -> bool:
        """Take it back; False when it is not open."""
        if self.status != PENDING:
            return False
        self.db_set("status", CANCELLED)
        return True


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def app_title(app: str) -> str:
    """How an app calls itself."""
    found = getattr(frappe.get_module(f"{app}.hooks"), "app_title", app)
    return cstr(found)


def rules_of(app: str) -> Row:
    """The app's hook `user_invitation`: `allowed_roles` and `after_accept`."""
    if app not in frappe.get_installed_apps():
        frappe.throw(_("App {0} is not installed").format(app))
    return Row(getattr(frappe.get_module(f"{app}.hooks"), "user_invitation", None) or {})


def roles_to_give(app: str) -> set[str]:
    """Roles that the user may invite to: his role → roles, as the app says; managers those of the app too."""
    allowed = rules_of(app).get("allowed_roles") or {}
    mine = frappe.get_roles()
    if isinstance(allowed, dict):
        return {role for own, roles in allowed.items() if own in mine for role in roles}
    return set(allowed) if "System Manager" in mine else set()


def check_roles(app: str, roles: list[str]) -> None:
    """Refuse an invitation to a role that the user may not give. Raises PermissionError."""
    beyond = sorted(set(roles) - roles_to_give(app))
    if beyond and frappe.session.user != "Administrator":
        frappe.throw(_("Not allowed to invite to: {0}").format(", ".join(beyond)), frappe.PermissionError)


def mark_expired_invitations() -> None:
    """Every day: what nobody accepted in time."""
    old = {"status": PENDING, "email_sent_at": ["<", add_days(now_datetime(), -DAYS)]}
    for name in frappe.get_all("User Invitation", old, pluck="name"):
        frappe.db.set_value("User Invitation", name, "status", EXPIRED)


def first_password_link(user: Any) -> str:
    """Where an invited person chooses a password."""
    return make_reset_link(user)
