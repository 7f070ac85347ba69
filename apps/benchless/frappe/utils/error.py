"""Keeping errors: the older place of `frappe.log_error`."""

from frappe.face.logs import get_traceback, log_error

__all__ = ["get_traceback", "log_error"]
