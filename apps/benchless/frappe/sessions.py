"""`frappe.sessions`: what a logged-in user's session is about."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.http import sessions
from benchless.values import cint
from frappe import _
from frappe.boot import get_bootinfo
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


def generate_csrf_token() -> str:
    """The session's token; made when there is none yet."""
    return sessions.csrf_token()


def get() -> Any:
    """What a page knows from the start."""
    return get_bootinfo()


def get_expiry_in_seconds(expiry: str | None = None) -> int:
    """How long an unused session lives; `expiry` is written as hours:minutes."""
    if not expiry:
        return int(sessions.life().total_seconds())
    hours, minutes = (cint(part) for part in expiry.split(":")[:2])
    return hours * 3600 + minutes * 60
