"""The calendar of a year: what ships, what is imported, and a warning when the next one is missing."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today
from frappe.utils.xlsxutils import read_xlsx_file_from_attached_file

from ..rules.year import read_rows

CALENDAR = "CSO Work Calendar"


def import_file(file_url: str) -> dict[str, int]:
	"""Rows of date, kind and name; each year in the file replaces the stored one."""
	name = frappe.db.get_value("File", {"file_url": file_url}, "name", order_by="creation desc")
	if not name:
		frappe.throw(_("The file was not found."))
	document = frappe.get_doc("File", name)
	content = document.get_content()
	try:
		days = read_rows(_cells(document.file_name, content))
	except ValueError as error:
		frappe.throw(_("Row {0} is no calendar day.").format(error))
	if not days:
		frappe.throw(_("The file names no day."))
	return {str(year): store(year, rows) for year, rows in sorted(_by_year(days).items())}


def store(year: int, rows: Iterable[tuple[date, str, str]]) -> int:
	known = frappe.db.exists(CALENDAR, {"year": year})
	document = frappe.get_doc(CALENDAR, known) if known else frappe.new_doc(CALENDAR)
	document.year = year
	document.set("days", [])
	for day, kind, day_name in sorted(rows):
		document.append("days", {"day": str(day), "kind": kind, "day_name": day_name})
	document.save(ignore_permissions=True)
	return len(document.days)


def warning() -> dict[str, Any]:
	"""This year's always; next year's from November on, when it is published."""
	now = getdate(today())
	wanted = [now.year] + ([now.year + 1] if now.month >= 11 else [])
	missing = [str(year) for year in wanted if not frappe.db.exists(CALENDAR, {"year": year})]
	if not missing:
		return {"missing": []}
	text = _(
		"The work calendar of {0} is missing; deadlines count every Monday to Friday until it is entered."
	)
	return {"missing": missing, "message": text.format("、".join(missing))}


def _by_year(days: Iterable[tuple[date, str, str]]) -> dict[int, list[tuple[date, str, str]]]:
	found: dict[int, list[tuple[date, str, str]]] = {}
	for row in days:
		found.setdefault(row[0].year, []).append(row)
	return found


def _cells(file_name: str, content: bytes | str) -> Iterator[list[str]]:
	if file_name.lower().endswith((".xlsx", ".xls")):
		rows = read_xlsx_file_from_attached_file(fcontent=content)
		yield from ([str(cell or "") for cell in row] for row in rows)
		return
	text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
	yield from csv.reader(io.StringIO(text))
