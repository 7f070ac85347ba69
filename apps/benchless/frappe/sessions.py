"""`frappe.sessions`: what a logged-in user's session is about."""

from __future__ import annotations

import frappe
from benchless.context import current
from benchless.http import sessions
from frappe import _
from frappe.utils.password import end_sessions


@frappe.whitelist(methods=["POST"])
def clear() -> None:
    """Forget what is known, so that everything is read anew."""
    frappe.clear_cache()
    frappe.msgprint(_("Cache Cleared"))


def clear_sessions(user: str | None = None, keep_current: bool = False, force: bool = False) -> None:
    """Log a user out, everywhere or everywhere else."""
    end_sessions(user or frappe.session.user, keep=current().session.sid if keep_current else None)


def delete_session(sid: str | None = None, user: str | None = None, reason: str = "Session Expired") -> None:
    """End one session."""
    if sid:
        sessions.end(sid)


def get_csrf_token() -> str | None:
    """The session's token, made when it is first asked for; a guest has none."""
    return None if current().user == "Guest" else sessions.csrf_token()
