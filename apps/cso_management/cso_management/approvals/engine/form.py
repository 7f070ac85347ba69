"""The form as text: one comparable value for a field."""

from typing import Any

import frappe

from ...process.difference import LAYOUT

FILES = ("Attach", "Attach Image")


def values_of(doc: Any) -> dict[str, str]:
	"""Every field that holds something, as text."""
	fields = [df.fieldname for df in doc.meta.fields if df.fieldtype not in LAYOUT]
	return {field: field_text(doc, field) for field in fields}


def is_attachment(doc: Any, field: str) -> bool:
	"""A file, or a table of files."""
	df = doc.meta.get_field(field)
	if df is not None and df.fieldtype == "Table":
		return any(row.fieldtype in FILES for row in frappe.get_meta(df.options).fields)
	return df is not None and df.fieldtype in FILES


def field_text(doc: Any, field: str) -> str:
	"""One comparable text of a field, tables included."""
	value = doc.get(field)
	if isinstance(value, list):
		keep = [df.fieldname for df in value[0].meta.fields] if value else []
		return "\n".join("|".join(str(row.get(name) or "") for name in keep) for row in value)
	return "" if value in (None, 0) else str(value)
