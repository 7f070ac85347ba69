"""Logging in and out."""

from __future__ import annotations

from typing import NoReturn

from .. import dotted, passwords
from ..context import current
from ..documents.naming import random_name
from ..errors import AuthenticationError
from ..settings import system_setting
from ..translations import _
from ..values import Row, cint, cstr
from . import attempts, sessions

DESK, WEBSITE = "/app", "/me"


def login() -> None:
    """Log in with `usr` and `pwd` of the request. Fills the answer and the cookies."""
    form = current().form_dict
    user, password = cstr(form.get("usr")), cstr(form.get("pwd"))
    if not user or not password:
        fail(_("Incomplete login details"))
    attempts.check(user)
    found = find_user(user)
    if found is None:
        passwords.verify_password(DUMMY, password)
        attempts.failed(user)
        _note(user, "Failed")
        fail(_("Invalid login credentials"))
    if not cint(found.enabled):
        fail(_("User disabled or missing"), found.name)
    try:
        passwords.check_password(found.name, password)
    except AuthenticationError:
        attempts.failed(user)
        _note(found.name, "Failed")
        fail(_("Invalid login credentials"), found.name)
    check_address(found)
    attempts.succeeded(user)
    begin(found)


# A hash of nothing: verifying it costs as long as a real one, so that answers do not tell who exists.
DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$YWJjZGVmZ2hpamtsbW5vcA$3G6q1Yd8nCwWm9Vd1wq7Yk6m9Pp3sR0oF2o0u3b6a1E"


def find_user(text: str) -> Row | None:
    """A user by e-mail (or name); by user name or mobile number when System Settings allow it."""
    db = current().db
    columns = "name, enabled, user_type, full_name, user_image, restrict_ip"
    rows = db.dicts(f"SELECT {columns} FROM `tabUser` WHERE name=? OR email=? LIMIT 1", (text, text))
    for setting, field in (
        ("allow_login_using_user_name", "username"),
        ("allow_login_using_mobile_number", "mobile_no"),
    ):
        if not rows and cint(system_setting(setting)):
            rows = db.dicts(f"SELECT {columns} FROM `tabUser` WHERE {field}=? LIMIT 1", (text,))
    return rows[0] if rows and rows[0].name != "Guest" else None


def check_address(user: Row) -> None:
    """A user bound to addresses (or their beginnings) gets in from there only."""
    allowed = [part.strip() for part in cstr(user.restrict_ip).replace(",", "\n").split("\n") if part.strip()]
    address = cstr(current().request_ip)
    if allowed and not any(address.startswith(part) for part in allowed):
        _note(user.name, "Failed")
        raise AuthenticationError(_("Access not allowed from this IP Address"))


def fail(message: str, user: str | None = None) -> NoReturn:
    """Refuse, with the message that clients show."""
    current().response["message"] = message
    raise AuthenticationError(message)


def begin(user: Row) -> None:
    """Start the session of a user who has proved who he is."""
    session = current()
    session.db.begin()
    old = session.session.sid
    if old and old != "Guest":
        sessions.end(old)
    kind = (
        "System User" if user.user_type == "System User" or user.name == "Administrator" else "Website User"
    )
    data = Row(user_type=kind, full_name=user.full_name, session_ip=session.request_ip)
    sid = sessions.create(user.name, data, session.request_ip)
    session.set_user(user.name)
    session.session.update(sid=sid, data=data)
    _call_hooks("on_login")
    _remember_login(user.name)
    _note(user.name, "Success", cstr(user.full_name))
    set_cookies(sid, user, kind)
    desk = kind == "System User"
    session.response.update(
        message="Logged In" if desk else "No App",
        home_page=DESK if desk else WEBSITE,
        full_name=cstr(user.full_name),
    )
    _call_hooks("on_session_creation")
    session.flags.commit = True


def _remember_login(user: str) -> None:
    now = current().site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    current().db.execute(
        "UPDATE `tabUser` SET last_login=?, last_ip=?, last_active=? WHERE name=?",
        (now, current().request_ip, now, user),
    )


def _note(user: str, status: str, who: str = "") -> None:
    """One line of the Activity Log for every attempt."""
    session = current()
    now = session.site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    statement = (
        "INSERT INTO `tabActivity Log` (name, creation, modified, owner, modified_by, docstatus, "
        "idx, subject, operation, "
        "status, user, ip_address, communication_date) VALUES (?, ?, ?, ?, ?, 0, 0, ?, 'Login', ?, ?, ?, ?)",
        (
            random_name(),
            now,
            now,
            user,
            user,
            f"{who or user} logged in" if status == "Success" else f"{user}: login failed",
            status,
            user,
            session.request_ip,
            now,
        ),
    )
    session.db.execute(*statement)
    session.flags.update(commit_on_error=status != "Success", failure_note=statement)


def set_cookies(sid: str, user: Row, kind: str) -> None:
    secure = bool(current().request is not None and current().request.is_secure)
    plain = {
        "system_user": "yes" if kind == "System User" else "no",
        "full_name": cstr(user.full_name),
        "user_id": user.name,
        "user_image": cstr(user.user_image),
    }
    life = int(sessions.life().total_seconds())
    cookies = current().cookies
    cookies.append(
        {"key": "sid", "value": sid, "httponly": True, "samesite": "Lax", "secure": secure, "max_age": life}
    )
    cookies.extend({"key": k, "value": v, "samesite": "Lax", "secure": secure} for k, v in plain.items())


def logout() -> None:
    """End the session; the answer is that of a guest."""
    session = current()
    if session.user != "Guest":
        session.db.begin()
        _call_hooks("on_logout")
        sessions.end(session.session.sid)
    session.set_user("Guest")
    session.session.data = Row()
    for key in ("full_name", "user_id", "sid", "user_image", "system_user"):
        session.cookies.append({"key": key, "value": "", "max_age": 0})
    session.response.update(message="Logged Out", home_page="/login", full_name="Guest")
    session.flags.commit = True


def _call_hooks(name: str) -> None:
    manager = LoginManager()
    for path in current().site.hook_list(name):
        function = dotted.load(path)
        function(manager) if function.__code__.co_argcount else function()


class LoginManager:
    """What the log-in hooks are given."""

    @property
    def user(self) -> str:
        return current().user

    @property
    def full_name(self) -> str:
        return cstr(current().session.data.full_name)
