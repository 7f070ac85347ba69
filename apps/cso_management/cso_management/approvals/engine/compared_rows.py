"""Two states of a child table as people compare them: only the rows that differ, in words."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import flt, fmt_money

NOT_SHOWN = {"Section Break", "Column Break", "Tab Break", "Fold", "HTML", "Heading", "Button", "Image"}
LINKS = {"Link"}


def rows_that_differ(child: str, before: str, after: str) -> tuple[str, str]:
	"""Both sides without the rows they share; columns of a higher level (personal numbers) stay out."""
	old, new = _lines(child, before), _lines(child, after)
	if old == new:
		return "", _("Changed in columns that are not shown.")
	return _only(old, new), _only(new, old)


def _only(these: list[str], others: list[str]) -> str:
	return "\n".join(line for line in these if line not in others)


def _lines(child: str, text: str) -> list[str]:
	"""Rows as `form.field_text` wrote them; a text in a row may itself hold a line break or a bar."""
	fields = frappe.get_meta(child).fields
	rows = _split(text, len(fields))
	if rows is None:
		return [_("{0} rows").format(text.count("\n") + 1)]
	return [_words(fields, values) for values in rows]


def _split(text: str, columns: int) -> list[list[str]] | None:
	if not text:
		return []
	rows = [line.split("|") for line in text.split("\n")]
	return rows if all(len(row) == columns for row in rows) else None


def _words(fields: list[Any], values: list[str]) -> str:
	shown = [
		_word(df, value)
		for df, value in zip(fields, values, strict=True)
		if value and df.label and not (df.hidden or df.permlevel or df.fieldtype in NOT_SHOWN)
	]
	return _(", ").join(dict.fromkeys(shown))


def _word(df: Any, value: str) -> str:
	if df.fieldtype == "Check":
		return _(df.label)
	if df.fieldtype == "Select":
		return _(value)
	if df.fieldtype in LINKS and df.options:
		return _title(df.options, value)
	return _number(df.fieldtype, value) or value


def _number(fieldtype: str, value: str) -> str:
	if fieldtype == "Currency":
		return str(fmt_money(value, precision=2))
	return str(flt(value)).removesuffix(".0") if fieldtype in ("Float", "Percent") else ""


def _title(doctype: str, name: str) -> str:
	field = "full_name" if doctype == "User" else frappe.get_meta(doctype).title_field
	return _(str((field and frappe.db.get_value(doctype, name, field)) or name))
