"""`frappe.utils.formatters`: values of fields as text."""

from benchless.field_text import format_value

__all__ = ["format_value"]
