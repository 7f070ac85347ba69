"""Whose request this is: a cookie, a token, or a guest's."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable

from .. import dotted, passwords
from ..context import current
from ..errors import AuthenticationError, CSRFTokenError, InvalidAuthorizationToken
from ..messages import throw
from ..translations import _
from ..values import cint, cstr
from . import sessions

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def identify() -> None:
    """Set the user of the session from the request. Raises AuthenticationError for wrong tokens."""
    session = current()
    environ = session.request.environ
    header = environ.get("HTTP_AUTHORIZATION", "")
    sid = cookie(environ.get("HTTP_COOKIE", ""), "sid")
    session.set_user("Guest")
    if sid and sid != "Guest":
        found = sessions.read(sid)
        if found is None:
            session.flags.session_expired = True
        elif _enabled(found.user):
            session.session.update(user=found.user, sid=sid, data=found.data)
    if header and session.user == "Guest":
        _by_header(header)
    for path in session.site.hook_list("auth_hooks"):
        dotted.call(path)


def cookie(header: str, name: str) -> str:
    """The first value of a cookie, of those that hold letters and digits only; empty when there is none."""
    for part in header.split(";"):
        key, _sign, value = part.partition("=")
        if key.strip() == name:
            return value.strip().strip('"')
    return ""


def _enabled(user: str) -> bool:
    session = current()
    store = session.site.cache.store("access")
    key = ("enabled", user)
    if key not in store:
        rows = session.db.rows("SELECT enabled FROM `tabUser` WHERE name=?", (user,))
        store[key] = bool(rows and cint(rows[0][0]))
    return bool(store[key])


def _by_header(header: str) -> None:
    kind, _space, value = header.partition(" ")
    scheme = _SCHEMES.get(kind.lower())
    if not value or " " in value.strip():
        return
    if scheme is None:
        raise AuthenticationError("unknown authorization")
    user = scheme(value.strip())
    if user is None or not _enabled(user):
        raise AuthenticationError("invalid authorization")
    current().set_user(user)
    current().flags.by_token = True


def _token(value: str) -> str | None:
    key, colon, secret = value.partition(":")
    if not colon:
        return None
    rows = current().db.rows("SELECT name FROM `tabUser` WHERE api_key=?", (key,))
    stored = passwords.get_password("User", rows[0][0], "api_secret") if rows and key else None
    return rows[0][0] if stored and hmac.compare_digest(stored.encode(), secret.encode()) else None


def _basic(value: str) -> str | None:
    """A pair in base64; signs that base64 does not know count for nothing, wrong padding is told."""
    try:
        pair = base64.b64decode(value)
    except binascii.Error:
        text = _("Failed to decode token, please provide a valid base64-encoded token.")
        throw(text, InvalidAuthorizationToken)
    except ValueError:
        return None
    return _token(pair.decode("utf-8", "replace"))


def _bearer(value: str) -> str | None:
    return None


_SCHEMES: dict[str, Callable[[str], str | None]] = {"token": _token, "basic": _basic, "bearer": _bearer}


def check_csrf() -> None:
    """A changing request of a cookie session must carry the token of its page. Raises CSRFTokenError."""
    session = current()
    if session.request.method in SAFE_METHODS or session.flags.by_token or session.user == "Guest":
        return
    wanted = session.session.data.csrf_token
    if not wanted or cint(session.conf.get("ignore_csrf")):
        return
    header = session.request.environ.get("HTTP_X_FRAPPE_CSRF_TOKEN")
    given = header or cstr(session.form_dict.pop("csrf_token", ""))
    if not hmac.compare_digest(cstr(wanted).encode(), given.encode()):
        throw(_("Invalid Request"), CSRFTokenError)
    session.form_dict.pop("csrf_token", None)
