"""Constants: which Frappe this is, and who is always there."""

__version__ = "15.72.0"
__title__ = "Frappe Framework"
STANDARD_USERS = ("Guest", "Administrator")
UNSET = object()
log_level = None
