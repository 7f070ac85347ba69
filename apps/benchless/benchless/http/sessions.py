"""Log-in sessions: a random id in a cookie, its hash in the database."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

import orjson

from ..context import current
from ..settings import system_setting
from ..values import Row, cint

TOUCH_AFTER = timedelta(minutes=10)
DEFAULT_LIFE = timedelta(hours=240)


def hashed(sid: str) -> str:
    """What the database keeps of a session id: whoever reads it cannot use it."""
    return hashlib.sha256(sid.encode()).hexdigest()


def create(user: str, data: dict[str, Any], ip: str | None) -> str:
    """Start a session; gives its id."""
    sid = secrets.token_hex(32)
    current().db.execute(
        "INSERT INTO `tabSessions` (sid, user, sessiondata, ipaddress, lastupdate, status) VALUES "
        "(?, ?, ?, ?, ?, 'Active')",
        (hashed(sid), user, orjson.dumps(data).decode(), ip, _now()),
    )
    return sid


def read(sid: str) -> Row | None:
    """`user` and `data` of a living session, or None."""
    rows = current().db.rows(
        "SELECT user, sessiondata, lastupdate FROM `tabSessions` WHERE sid=?", (hashed(sid),)
    )
    if not rows:
        return None
    user, data, last = rows[0]
    age = current().site.now() - datetime.fromisoformat(last)
    if age > life():
        return None
    if age > TOUCH_AFTER:
        current().flags.touch_session = sid
    return Row(user=user, sid=sid, data=Row(orjson.loads(data or "{}")))


def touch(sid: str) -> None:
    """Say that a session is in use."""
    current().db.execute("UPDATE `tabSessions` SET lastupdate=? WHERE sid=?", (_now(), hashed(sid)))


def life() -> timedelta:
    """How long an unused session lives (`session_expiry` of System Settings, hours:minutes)."""
    store = current().site.cache.store("settings")
    found: timedelta | None = store.get("session life")
    if found is None:
        found = store["session life"] = _life()
    return found


def _life() -> timedelta:
    parts = str(system_setting("session_expiry") or "").split(":")
    if len(parts) < 2:
        return DEFAULT_LIFE
    return timedelta(hours=cint(parts[0]), minutes=cint(parts[1])) or DEFAULT_LIFE


def store_data(sid: str, data: dict[str, Any]) -> None:
    current().db.execute(
        "UPDATE `tabSessions` SET sessiondata=? WHERE sid=?", (orjson.dumps(data).decode(), hashed(sid))
    )


def end(sid: str) -> None:
    """End one session."""
    current().db.execute("DELETE FROM `tabSessions` WHERE sid=?", (hashed(sid),))


def end_all(user: str, keep: str | None = None) -> None:
    """End the sessions of a user, except one."""
    current().db.execute(
        "DELETE FROM `tabSessions` WHERE user=? AND sid!=?", (user, hashed(keep) if keep else "")
    )


def csrf_token() -> str:
    """The token of the running session, made when a page first asks for it."""
    session = current().session
    if session.sid == "Guest" or session.user == "Guest":
        return "None"
    if not session.data.csrf_token:
        session.data.csrf_token = secrets.token_hex(28)
        current().db.begin()
        store_data(session.sid, session.data)
        current().flags.commit = True
    return str(session.data.csrf_token)


def _now() -> str:
    return current().site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
