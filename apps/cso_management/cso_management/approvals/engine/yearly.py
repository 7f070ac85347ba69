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

from ..rules import year

CALENDAR = "CSO Work Calendar"


def import_file(file_url: str) -> dict[str, int]:
	"""Rows of date, kind and name; each year in the file replaces the stored one."""
	try:
		days = year.read_rows(_rows_of(file_url))
	except ValueError as error:
		frappe.throw(_("Row {0} is no calendar day.").format(error))
	if not days:
		frappe.throw(_("The file names no day."))
	return {str(number): store(number, rows) for number, rows in sorted(_by_year(days).items())}


def preview(file_url: str) -> dict[str, Any]:
	"""Every row as it was read, with what is wrong in words, and the years that would be replaced."""
	lines = year.judge_rows(_rows_of(file_url))
	sound = [(line.day, str(line.kind), line.cells[2]) for line in lines if line.day and not line.problem]
	years = _by_year(sound)
	return {
		"rows": [
			{
				"row": line.number,
				"day": str(line.day or line.cells[0]),
				"kind": line.kind or line.cells[1],
				"day_name": line.cells[2],
				"problem": _words(line.problem),
			}
			for line in lines
		],
		"years": {str(number): len(rows) for number, rows in sorted(years.items())},
		"replaced": [str(number) for number in sorted(years) if frappe.db.exists(CALENDAR, {"year": number})],
		"problems": sum(1 for line in lines if line.problem),
	}


def template(wanted: int) -> list[list[str]]:
	"""Heading and days of a year; three examples where the year is not stored yet."""
	head = [_("Date"), _("Kind"), _("Day Name")]
	known = frappe.db.exists(CALENDAR, {"year": wanted})
	kinds = {"Holiday": _("Holiday"), "Workday": _("Workday")}
	if not known:
		examples = [("01-01", "Holiday"), ("10-01", "Holiday"), ("10-10", "Workday")]
		return [head, *([f"{wanted}-{day}", kinds[kind], ""] for day, kind in examples)]
	days = frappe.get_doc(CALENDAR, known).days
	return [head, *([str(row.day), kinds[row.kind], row.day_name or ""] for row in days)]


def store(number: int, rows: Iterable[tuple[date, str, str]]) -> int:
	known = frappe.db.exists(CALENDAR, {"year": number})
	document = frappe.get_doc(CALENDAR, known) if known else frappe.new_doc(CALENDAR)
	document.year = number
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


def _rows_of(file_url: str) -> list[list[str]]:
	name = frappe.db.get_value("File", {"file_url": file_url}, "name", order_by="creation desc")
	if not name:
		frappe.throw(_("The file was not found."))
	document = frappe.get_doc("File", name)
	document.check_permission("read")
	try:
		return list(_cells(document.file_name, document.get_content()))
	except Exception:
		# Whatever the reader of Excel files makes of it: for the person it is one case.
		frappe.throw(_("The file cannot be read. Save it as .xlsx or .csv and try again."))


def _words(problem: str | None) -> str | None:
	texts = {
		year.NO_DAY: _("The first column is no date. Write it as 2027-01-01."),
		year.NO_KIND: _("The second column must say 放假 (Holiday) or 上班 (Workday)."),
		year.TWICE: _("This day is listed twice. Remove one of the rows."),
	}
	return texts[problem] if problem else None


def _cells(file_name: str, content: bytes | str) -> Iterator[list[str]]:
	if file_name.lower().endswith((".xlsx", ".xls")):
		rows = read_xlsx_file_from_attached_file(fcontent=content)
		yield from ([str(cell or "") for cell in row] for row in rows)
		return
	text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
	yield from csv.reader(io.StringIO(text))
