"""What differs between two copies of a document, as people would say it. No database."""

import json
from typing import Any

from frappe.utils import cstr, flt

NUMBERS = frozenset({"Check", "Int", "Float", "Currency", "Percent"})
LAYOUT = frozenset({"Section Break", "Column Break", "Tab Break", "HTML", "Heading", "Button"})
TABLES = frozenset({"Table", "Table MultiSelect"})


def changed_fields(before: Any, after: Any) -> list[str]:
	"""Fields of the form that differ; read-only fields are not judged."""
	return [df.fieldname for df in input_fields(after.meta) if value_of(before, df) != value_of(after, df)]


def input_fields(meta: Any) -> list[Any]:
	return [df for df in meta.fields if df.fieldtype not in LAYOUT and not df.read_only]


def value_of(doc: Any, df: Any) -> Any:
	if df.fieldtype in TABLES:
		rows = doc.get(df.fieldname) or []
		fields = input_fields(rows[0].meta) if rows else []
		return [{one.fieldname: _plain(row.get(one.fieldname), one) for one in fields} for row in rows]
	return _plain(doc.get(df.fieldname), df)


def rows_of(doc: Any, table: str, columns: tuple[str, ...]) -> list[list[Any]]:
	"""Some columns of a table, row by row."""
	rows = doc.get(table) or []
	return [[_plain(row.get(name), row.meta.get_field(name)) for name in columns] for row in rows]


def text_of(doc: Any, fieldname: str) -> str:
	"""The value as text that can be stored and compared later."""
	return json.dumps(value_of(doc, doc.meta.get_field(fieldname)), ensure_ascii=False, default=str)


def _plain(value: Any, df: Any) -> Any:
	if df.fieldtype in NUMBERS:
		return flt(value)
	return cstr(value).strip()
