"""`frappe.model.meta`."""

from benchless.schema import Meta, get_meta

__all__ = ["Meta", "get_meta"]
