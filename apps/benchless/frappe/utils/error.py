"""Keeping errors: the older place of `frappe.log_error`."""

from benchless.errors import FrappeError
from frappe.face.logs import get_traceback, log_error

__all__ = ["get_traceback", "log_error", "log_error_snapshot"]


def log_error_snapshot(exception: Exception) -> None:
    """Keep an error that no answer explains: refusals that were meant are none."""
    if not isinstance(exception, FrappeError):
        log_error(title=f"{type(exception).__name__}: {exception}", message=get_traceback())
