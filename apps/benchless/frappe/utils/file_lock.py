"""Locks that are files: `create_lock("x")` says whether one was the first."""

from __future__ import annotations

import os
import time
from contextlib import suppress

from benchless.context import current
from frappe.utils.synchronization import LockTimeoutError
from frappe.utils.text import clean_whitespace

__all__ = ["LockTimeoutError", "check_lock", "create_lock", "delete_lock", "get_lock_path", "lock_exists"]
STALE = 600


def get_lock_path(name: str) -> str:
    """The file of a lock, inside the site's folder whatever the name."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in clean_whitespace(name).lower())
    return str(current().site.path("locks", f"{safe}.lock"))


def create_lock(name: str) -> bool:
    """Take a lock that nobody holds; False when somebody does."""
    path = get_lock_path(name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    return True


def lock_exists(name: str) -> bool:
    """Whether somebody holds a lock."""
    return os.path.exists(get_lock_path(name))


def check_lock(path: str, timeout: int = STALE) -> bool:
    """Whether a lock's file is there. Raises LockTimeoutError when it is older than it may be."""
    if not os.path.exists(path):
        return False
    if time.time() - os.path.getmtime(path) > timeout:
        raise LockTimeoutError(path)
    return True


def delete_lock(name: str) -> bool:
    """Give a lock back."""
    with suppress(FileNotFoundError):
        os.unlink(get_lock_path(name))
    return True
