"""Types that apps write beside the fields of their controllers."""

from frappe.types import DF

__all__ = ["DF"]
