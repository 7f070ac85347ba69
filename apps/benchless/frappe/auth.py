"""Who is logged in, and logging in under the documented names."""

from __future__ import annotations

import frappe
from benchless import passwords
from benchless.context import current
from benchless.http import attempts, identity, login
from benchless.settings import system_setting
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.sessions import clear_sessions


@frappe.whitelist()
def get_logged_user() -> str:
    """Who is asking."""
    return current().user


class LoginManager(login.LoginManager):
    """Logging a user in from code: `authenticate(user, pwd)`, `post_login()`, `login_as(user)`."""

    def __init__(self) -> None:
        self._found: Row | None = None

    @property
    def user(self) -> str:
        return cstr(self._found.name) if self._found else current().user

    @property
    def full_name(self) -> str:
        return cstr(self._found.full_name) if self._found else super().full_name

    def login(self) -> None:
        """Log in with `usr` and `pwd` of the request."""
        login.login()
        self._found = None

    def authenticate(self, user: str | None = None, pwd: str | None = None) -> None:
        """Check a user and a password; wrong ones are counted. Raises AuthenticationError."""
        name = cstr(user or frappe.form_dict.get("usr"))
        password = cstr(pwd or frappe.form_dict.get("pwd"))
        if not name or not password:
            login.fail(_("Incomplete login details"))
        attempts.check(name)
        found = login.find_user(name)
        try:
            self.check_password(found.name if found else "", password)
        except frappe.AuthenticationError:
            attempts.failed(name)
            login.fail(_("Invalid login credentials"))
        if found is None or not cint(found.enabled):
            login.fail(_("User disabled or missing"))
        attempts.succeeded(name)
        self._found = found

    def check_password(self, user: str, pwd: str) -> str:
        """Give the user's name for the right password. Raises AuthenticationError."""
        if not user:
            passwords.verify_password(login.DUMMY, pwd)
            raise frappe.AuthenticationError
        passwords.check_password(user, pwd)
        return user

    def post_login(self) -> None:
        """Begin the session of the user who was authenticated."""
        if self._found is None:
            login.fail(_("Incomplete login details"))
        login.begin(self._found)

    def login_as(self, user: str) -> None:
        """Begin a session without a password: for code that has proved otherwise who it is."""
        found = login.find_user(user)
        if found is None or not cint(found.enabled):
            login.fail(_("User disabled or missing"))
        self._found = found
        self.post_login()

    def login_as_guest(self) -> None:
        """Go on as a visitor."""
        self._found = None
        current().set_user("Guest")

    def logout(self, arg: str = "", user: str | None = None) -> None:
        """End this session, or those of a user."""
        if user and user != current().user:
            clear_sessions(user=user, force=True)
            return
        login.logout()
        self._found = None

    def fail(self, message: str, user: str | None = None) -> None:
        """Refuse the log-in. Raises AuthenticationError."""
        login.fail(message, user)

    def clear_cookies(self) -> None:
        """Take the cookies of the session away."""
        for key in ("full_name", "user_id", "sid", "user_image", "system_user"):
            current().cookies.append({"key": key, "value": "", "max_age": 0})


def validate_auth() -> None:
    """Set the user by the request's token. Raises AuthenticationError for a wrong one."""
    if current().request is not None:
        identity.identify()


class LoginAttemptTracker:
    """Wrong passwords of one account or address."""

    def __init__(self, key: str, raise_locked_exception: bool = True) -> None:
        self.key, self.raise_locked_exception = key, raise_locked_exception

    def add_failure_attempt(self) -> None:
        """Count one more."""
        attempts.failed(self.key)

    def add_success_attempt(self) -> None:
        """Forget them."""
        attempts.succeeded(self.key)

    def is_user_allowed(self) -> bool:
        """Whether another try may be made now."""
        try:
            attempts.check(self.key)
        except frappe.RateLimitExceededError:
            return False
        return True


def get_login_attempt_tracker(key: str, raise_locked_exception: bool = True) -> LoginAttemptTracker:
    """The counter of an account. Raises RateLimitExceededError while it is paused."""
    tracker = LoginAttemptTracker(key, raise_locked_exception)
    if raise_locked_exception:
        attempts.check(key)
    return tracker


def check_session_stopped() -> None:
    """Raise SessionStopped while an administrator keeps everybody else out."""
    stopped = cint(current().conf.get("maintenance_mode")) or cint(system_setting("session_stop"))
    if stopped and current().user != "Administrator":
        raise frappe.SessionStopped(_("The site is being maintained. Please come back later."))
