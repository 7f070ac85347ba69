"""The one complete list that goes out with a return, and what became of it."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from ...process import difference
from .fields import REVIEW_FIELDS

# What kind of application this is and about whom: a mistake there is a new application, not a correction.
FIXED = frozenset({"application_type", "organization"})
SERVER_FIELDS = ("fixed", "round", "cited_by", "snapshot", "closed", "cited_label")


def open_items(doc: Any) -> list[Any]:
	return [row for row in doc.correction_items if not row.closed]


def restore(doc: Any, before: Any) -> None:
	"""Rows keep what the server wrote into them; closed rows of earlier rounds cannot vanish."""
	stored = {row.name: row for row in before.correction_items}
	for row in doc.correction_items:
		old = stored.get(row.name)
		for field in SERVER_FIELDS:
			row.set(field, old.get(field) if old else None)
	kept = {row.name for row in doc.correction_items}
	lost = [row for row in before.correction_items if row.closed and row.name not in kept]
	if lost:
		frappe.throw(_("{0}: rows of an earlier round cannot be deleted.").format(_("Correction List")))


def check_citations(doc: Any) -> None:
	"""Every row cites something the applicant can change."""
	for row in open_items(doc):
		df = doc.meta.get_field(row.cited_field)
		is_layout = not df or df.read_only or df.fieldtype in difference.LAYOUT
		if is_layout or row.cited_field in REVIEW_FIELDS | FIXED:
			frappe.throw(
				_(
					"{0}, row {1}: {2} is not a field of the application. "
					"Choose the field that must be mended."
				).format(_("Correction List"), row.idx, row.cited_field)
			)
		_check_material(doc, row)
		row.cited_label = row.cited_row or _(df.label)


def open_round(doc: Any) -> None:
	"""At the return: number the round and remember what the cited fields held."""
	items = open_items(doc)
	if not items:
		frappe.throw(
			_("Add at least one row to {0}: the field, and what is missing.").format(_("Correction List")),
			title=_("Correction List"),
		)
	doc.current_round = cint(doc.current_round) + 1
	for row in items:
		row.round = doc.current_round
		row.cited_by = frappe.session.user
		row.snapshot = _snapshot(doc, row)
		row.fixed = 0


def mark_fixed(doc: Any) -> None:
	for row in open_items(doc):
		if row.snapshot is not None:
			row.fixed = int(bool(row.answer) or _snapshot(doc, row) != row.snapshot)


def close_round(doc: Any) -> None:
	"""At the resubmission every row must be answered."""
	mark_fixed(doc)
	waiting = [f"{row.cited_label}：{row.problem}" for row in open_items(doc) if not row.fixed]
	if waiting:
		frappe.throw(
			_("Not yet corrected: {0}. Change the field, or write an answer in the row.").format(
				"；".join(waiting)
			),
			title=_("Correction List"),
		)
	for row in open_items(doc):
		row.closed = 1


def as_text(items: list[Any]) -> str:
	return "\n".join(f"{row.cited_label or row.cited_field}：{row.problem}" for row in items)


def _check_material(doc: Any, row: Any) -> None:
	if row.cited_field != "materials":
		row.cited_row = None
	elif row.cited_row and row.cited_row not in {material.material for material in doc.materials}:
		frappe.throw(
			_("{0}, row {1}: {2} is not in the material list.").format(
				_("Correction List"), row.idx, row.cited_row
			)
		)


def _snapshot(doc: Any, row: Any) -> str:
	if row.cited_field == "materials" and row.cited_row:
		return "|".join(
			material.file or "" for material in doc.materials if material.material == row.cited_row
		)
	return difference.text_of(doc, row.cited_field)
