"""`frappe.utils.formatters`: values of fields as text."""

from benchless.field_text import format_value

format = format_value

__all__ = ["format", "format_value"]
