"""The form as text: one comparable value for a field, and the hash of the whole."""

import hashlib
from typing import Any

LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Heading", "Button")


def values_of(doc: Any) -> dict[str, str]:
	"""Every field that holds something, as text."""
	fields = [df.fieldname for df in doc.meta.fields if df.fieldtype not in LAYOUT]
	return {field: field_text(doc, field) for field in fields}


def field_text(doc: Any, field: str) -> str:
	"""One comparable text of a field, tables included."""
	value = doc.get(field)
	if isinstance(value, list):
		keep = [df.fieldname for df in value[0].meta.fields] if value else []
		return "\n".join("|".join(str(row.get(name) or "") for name in keep) for row in value)
	return "" if value in (None, 0) else str(value)


def snapshot_hash(doc: Any) -> str:
	"""The form as it was at this act."""
	fields = sorted(df.fieldname for df in doc.meta.fields)
	text = "\n".join(f"{field}={field_text(doc, field)}" for field in fields)
	return hashlib.sha256(text.encode()).hexdigest()
