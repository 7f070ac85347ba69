"""The one place of request state: what Frappe keeps in `frappe.local`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .values import Row

if TYPE_CHECKING:
    from .site import Site
    from .sql.database import Database


class Session:
    """One user at work on one site: a request, a job or a command. Not shared between threads."""

    def __init__(self, site: Site, user: str = "Guest") -> None:
        self.site = site
        self.conf: Row = site.config
        self.db: Database = site.database()
        self.session = Row(user=user, sid=user, data=Row())
        self.flags = Row()
        self.form_dict = Row()
        self.request: Any = None
        self.response = Row()
        self.response_headers: list[tuple[str, str]] = []
        self.cookies: list[dict[str, Any]] = []
        self.message_log: list[dict[str, Any]] = []
        self.error_log: list[Any] = []
        self.debug_log: list[str] = []
        self.cache: dict[Any, Any] = {}
        self.lang_override: str | None = None
        self.request_ip: str | None = None
        self.no_cache = False

    @property
    def user(self) -> str:
        return str(self.session.user)

    @property
    def lang(self) -> str:
        if self.lang_override is None:
            self.lang_override = language_of(self)
        return self.lang_override

    @lang.setter
    def lang(self, value: str) -> None:
        self.lang_override = value

    def set_user(self, user: str) -> None:
        """Act as `user` from here on; all that was cached for the user before is dropped."""
        self.session.user = user
        self.session.sid = user
        self.cache.clear()
        self.lang_override = None


_local = threading.local()
_language_rules: list[Callable[[Session], str]] = []


def language_of(session: Session) -> str:
    """Language of the session's user; asked of the rule that the translate package registers."""
    return _language_rules[-1](session) if _language_rules else "en"


def set_language_rule(rule: Callable[[Session], str]) -> None:
    """Let `rule` decide the language of a session."""
    _language_rules.append(rule)


def current() -> Session:
    """The session of this thread. Raises RuntimeError when no site is open."""
    session: Session | None = getattr(_local, "session", None)
    if session is None:
        raise RuntimeError("no site is open in this thread")
    return session


def current_or_none() -> Session | None:
    """The session of this thread, or None."""
    return getattr(_local, "session", None)


def activate(session: Session | None) -> None:
    """Make `session` the current one of this thread."""
    _local.session = session


@contextmanager
def opened(session: Session) -> Iterator[Session]:
    """Run a block with `session` current; commit at the end, roll back on an error."""
    before = current_or_none()
    activate(session)
    try:
        yield session
        session.db.commit()
    except BaseException:
        session.db.rollback()
        raise
    finally:
        activate(before)
