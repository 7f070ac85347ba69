"""Values as official papers write them; offered to print formats by the `jinja` hook."""

import hashlib
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_url, getdate

from ..approvals import log
from ..identifiers import amount
from ..registry import heads, settings
from ..registry.filing import numbering
from . import course

CHECK_LENGTH = 16


def chinese_date(value: Any = None) -> str:
	"""2026年11月22日; an empty value leaves room for a pen."""
	if not value:
		return "　　　　年　　月　　日"
	day = getdate(value)
	return f"{day.year}年{day.month}月{day.day}日"


def amount_in_capitals(value: Any) -> str:
	return amount.in_capitals(value)


def printed_filing_number(filing_no: str | None, region: str | None = None) -> str:
	return numbering.printed_filing_number(filing_no or "", heads.word_of(region))


def print_head(region: str | None) -> Any:
	"""Issuer, address and telephone of the papers of a region."""
	return heads.nearest(region) or frappe._dict(issuer_name="", address="", phone="", certificate_name="")


def opinions_of(doc: Any, action: str, state: str | None = None) -> Any:
	"""The last time somebody took this action: his opinion, name and day."""
	rows = [row for row in log.rows_of(doc.doctype, doc.name) if row.action == action]
	if state:
		rows = [row for row in rows if row.from_state == state]
	return rows[-1] if rows else frappe._dict(opinion="", actor_name="", at=None)


def step_opinion(doc: Any, step: str) -> Any:
	"""The last decision of a step of the approval route: opinion, name and day."""
	acts = ("agree", "refuse", "return")
	rows = [row for row in log.rows_of(doc.doctype, doc.name) if row.step == step and row.act in acts]
	return rows[-1] if rows else frappe._dict(opinion="", actor_name="", at=None)


def cell(value: Any, kind: str = "text", doctype: str | None = None) -> str:
	"""A value as a table of a paper shows it: `text`, `money`, `yuan`, `number`, `date` …

	A `word` is shown as its DocType means it.
	"""
	if kind == "check":
		return "√" if value else ""
	if value in (None, ""):
		return ""
	if kind in ("money", "yuan"):
		return f"{float(value):,.2f}" + (" 元" if kind == "yuan" else "")
	if kind == "number":
		return f"{float(value):,.2f}".rstrip("0").rstrip(".")
	if kind == "date":
		return chinese_date(value)
	return _(str(value), context=doctype) if kind == "word" else str(value)


def points(value: Any, is_given: Any) -> str:
	"""A score on a paper; an empty line for the pen as long as nobody gave any."""
	return cell(value, "number") if is_given else ""


def without_points(rows: list[Any], field: str = "score") -> list[dict[str, Any]]:
	"""The same rows with room for the pen where the points are still zero."""
	return [{**row.as_dict(), field: row.get(field) or None} for row in rows]


def region_settings(region: str | None) -> Any:
	"""Days and limits that hold in a region."""
	return settings.of_region(region)


def region_name(region: str | None) -> str:
	return str(frappe.db.get_value("CSO Region", region, "region_name") or "") if region else ""


def paper_code(doc: Any) -> str:
	"""Number of the paper and a check value of its last act; a draft is checked by its last change."""
	rows = log.rows_of(doc.doctype, doc.name)
	last = rows[-1].row_hash if rows else hashlib.sha256(f"{doc.name} {doc.modified}".encode()).hexdigest()
	return f"{doc.get('acceptance_no') or doc.name} {last[:CHECK_LENGTH]}"


def approval_course(doc: Any) -> dict[str, Any]:
	return course.of(doc)


def verification_address(filing_no: str | None, check: str | None) -> str:
	return get_url(f"/cso/verify/{filing_no or ''}?h={check or ''}")
