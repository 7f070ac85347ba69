"""Counting and summing in the database, through the same permission-aware query as every list.

Frappe 15 takes functions as text, Frappe 16 as dictionaries; this is the one place that knows.
"""

from typing import Any

import frappe

NEEDS_DICTIONARIES = 16


def count(alias: str = "total", field: str = "name") -> Any:
	return _function("COUNT", field, alias)


def total(field: str, alias: str | None = None) -> Any:
	return _function("SUM", field, alias or field)


def rows(doctype: str, by: list[str], values: list[Any], filters: Any = None) -> list[Any]:
	"""Grouped rows that the user may see."""
	return frappe.get_list(
		doctype,
		filters=filters or {},
		fields=[*by, *values],
		group_by=", ".join(by),
		order_by=", ".join(f"{field} asc" for field in by),
		limit_page_length=0,
	)


def counts(doctype: str, by: str, filters: Any = None) -> dict[str, int]:
	return {row[by] or "": int(row.total) for row in rows(doctype, [by], [count()], filters)}


def _function(name: str, field: str, alias: str) -> Any:
	if int(frappe.__version__.split(".")[0]) >= NEEDS_DICTIONARIES:
		return {name: field, "as": alias}
	return f"{name.lower()}({field}) as {alias}"
