"""Brute force: after a few wrong passwords an account and an address have to wait."""

from __future__ import annotations

from ..context import current
from ..errors import RateLimitExceededError
from ..keyvalue import store
from ..messages import msgprint
from ..settings import system_setting
from ..translations import _
from ..values import cint

DEFAULT_ATTEMPTS = 10
ATTEMPTS_PER_ADDRESS = 100
PAUSE = 60


def check(user: str) -> None:
    """Raise RateLimitExceededError while an account or an address is paused."""
    limit = cint(system_setting("allow_consecutive_login_attempts")) or DEFAULT_ATTEMPTS
    tried = cint(store.get_value(_key("user", user)))
    from_address = cint(store.get_value(_key("ip", current().request_ip or "")))
    if tried >= limit or from_address >= ATTEMPTS_PER_ADDRESS:
        text = _("Too many attempts. Please wait a minute and try again.")
        msgprint(text, indicator="red")
        raise RateLimitExceededError(text)


def failed(user: str) -> None:
    """Count a wrong password."""
    pause = cint(system_setting("allow_login_after_fail")) or PAUSE
    store.incr(_key("user", user), pause)
    store.incr(_key("ip", current().request_ip or ""), pause)


def succeeded(user: str) -> None:
    """Forget the wrong ones."""
    store.delete_value(_key("user", user))


def _key(kind: str, value: str) -> str:
    return f"login:{kind}:{value.lower()}"
