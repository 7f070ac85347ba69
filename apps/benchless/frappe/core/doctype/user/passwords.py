"""Choosing, changing and resetting passwords."""

from __future__ import annotations

import hashlib
from typing import Any

import frappe
from benchless.errors import AuthenticationError
from benchless.http import login
from benchless.settings import system_setting
from benchless.values import cint, cstr
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import escape_html, get_datetime, get_url, now_datetime, time_diff_in_seconds
from frappe.utils import password_strength as strength
from frappe.utils.password import check_password, end_sessions
from frappe.utils.password import update_password as store_password

SENT = "Password reset instructions have been sent to the e-mail address of the account, if there is one"


def check_strength(password: str, names: list[str]) -> None:
    """Stop unless a password meets the site's policy."""
    if not cint(system_setting("enable_password_policy", 1)):
        return
    wanted = cint(system_setting("minimum_password_score", 2))
    found = strength.test_password_strength(password, names)
    if found["score"] < wanted:
        advice = " ".join([found["feedback"]["warning"], *found["feedback"]["suggestions"]])
        frappe.throw(f"{_('The password is too weak.')} {advice}", title=_("Invalid Password"))


@frappe.whitelist(allow_guest=True)
def test_password_strength(new_password: str, key: str | None = None, old_password: str | None = None) -> Any:
    """Score of a password, and whether the policy lets it pass."""
    found = strength.test_password_strength(new_password)
    passed = found["score"] >= cint(system_setting("minimum_password_score", 2))
    found["feedback"]["password_policy_validation_passed"] = passed
    return found


setattr(test_password_strength, "__test__", False)  # noqa: B010 — pytest would collect the name


@frappe.whitelist(allow_guest=True, methods=["POST"])
def update_password(
    new_password: str,
    logout_all_sessions: int = 0,
    key: str | None = None,
    old_password: str | None = None,
) -> str:
    """Change the own password, proved by the old one or by the key of a reset mail."""
    user = _user_of_key(key) if key else _user_of_password(old_password)
    if not user:
        frappe.local.response.http_status_code = 410
        return str(_("The reset password link has either been used before or is invalid"))
    row = frappe.db.get_value("User", user, ["first_name", "last_name", "username"], as_dict=True)
    check_strength(new_password, [cstr(value) for value in (row or {}).values() if value] + [user])
    store_password(user, new_password)
    if cint(logout_all_sessions) or cint(system_setting("logout_on_password_reset", 0)):
        end_sessions(user, keep=frappe.session.sid)
    values = {"reset_password_key": "", "last_password_reset_date": frappe.utils.today()}
    frappe.db.set_value("User", user, values, update_modified=False)
    return "/app" if frappe.db.get_value("User", user, "user_type") == "System User" else "/me"


def _user_of_password(old_password: str | None) -> str:
    user = str(frappe.session.user)
    if user == "Guest" or not old_password:
        raise AuthenticationError(_("The old password is missing"))
    return check_password(user, old_password)


def _user_of_key(key: str) -> str:
    """Whose key it is; empty for a used one; an old one stops."""
    fields = ["name", "last_reset_password_key_generated_on"]
    row = frappe.db.get_value("User", {"reset_password_key": _hashed(key)}, fields, as_dict=True)
    if not row:
        return ""
    lives = cint(system_setting("reset_password_link_expiry_duration", 86400))
    made = get_datetime(row.last_reset_password_key_generated_on)
    if lives and time_diff_in_seconds(now_datetime(), made) > lives:
        frappe.throw(_("The reset password link has expired"))
    return str(row.name)


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=20, seconds=60 * 60)
def reset_password(user: str) -> str:
    """Send a link to the user's address. The answer never tells whether there is such a user."""
    name = frappe.db.get_value("User", {"name": user, "enabled": 1}) or frappe.db.get_value(
        "User", {"email": user, "enabled": 1}
    )
    if name and name not in ("Guest", "Administrator"):
        make_reset_link(frappe.get_doc("User", name), send_email=True)
    frappe.msgprint(_(SENT), title=_("Password Email Sent"))
    return ""


def make_reset_link(user: Any, send_email: bool = False) -> str:
    """A link that is good for one change of the password; only its hash is kept."""
    key = frappe.generate_hash(length=32)
    values = {"reset_password_key": _hashed(key), "last_reset_password_key_generated_on": now_datetime()}
    frappe.db.set_value("User", user.name, values, update_modified=False)
    link = get_url(f"/update-password?key={key}")
    if send_email:
        _mail(user, _("Password Reset"), _("Choose a new password here: {0}").format(_anchor(link)))
    return link


def send_welcome_mail(user: Any) -> None:
    """Tell a new user where to choose a password; without an outgoing mail account nobody is told."""
    if user.name in ("Guest", "Administrator"):
        return
    if frappe.db.exists("Email Account", {"enable_outgoing": 1, "default_outgoing": 1}):
        text = _("An account was made for you. Choose your password here: {0}")
        _mail(user, _("Welcome"), text.format(_anchor(make_reset_link(user))))


def _anchor(link: str) -> str:
    return f'<a href="{escape_html(link)}">{escape_html(link)}</a>'


def _mail(user: Any, subject: str, text: str) -> None:
    message = f"<p>{escape_html(user.full_name)}</p><p>{text}</p>"
    frappe.sendmail(recipients=user.email, subject=subject, message=message, now=False)


@frappe.whitelist(methods=["POST"])
def verify_password(password: str) -> None:
    """Stop unless it is the own password."""
    try:
        check_password(frappe.session.user, password)
    except frappe.AuthenticationError:
        login.fail(_("Incorrect password"))
