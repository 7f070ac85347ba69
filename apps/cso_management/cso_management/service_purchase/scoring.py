"""Sheets of the experts and what they add up to."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import flt, now_datetime

from ..process.closing import Closing
from . import limits, ranking

SHEET = "CSO Score Sheet"
OPEN, HANDED_IN, REFUSED = "Open", "Handed In", "Refused"
CLOSINGS = (
	Closing("The sheet was handed in and is not changed any more.", but=(), states=(HANDED_IN, REFUSED)),
)


def open_sheets(selection: Any) -> None:
	"""One for each expert and qualified bidder; an expert with a declared conflict gets none."""
	for expert in selection.experts:
		if expert.conflict_declared:
			continue
		for bidder in selection.bidders:
			if bidder.qualified:
				_open(selection, expert.expert, bidder)


def _open(selection: Any, expert: str, bidder: Any) -> None:
	key = {"selection": selection.name, "expert": expert, "bidder_row": bidder.name}
	if frappe.db.exists(SHEET, key):
		return
	rows = [{"criterion": row.criterion, "max_score": row.max_score} for row in selection.criteria]
	values = {"bidder": bidder.bidder_name, "region": selection.region, "rows": rows}
	frappe.get_doc({"doctype": SHEET, **key, **values}).insert(ignore_permissions=True)


def check_sheet(doc: Any) -> None:
	"""Points inside each criterion; the expert named on it, and nobody with a conflict."""
	for row in doc.rows:
		if not 0 <= flt(row.score) <= flt(row.max_score):
			frappe.throw(_("{0}: between 0 and {1}.").format(row.criterion, flt(row.max_score)))
	doc.total = sum(flt(row.score) for row in doc.rows)
	before = doc.get_doc_before_save()
	if before and before.status != OPEN:
		frappe.throw(_("The sheet was handed in and is not changed any more."))


def hand_in(doc: Any) -> None:
	if doc.expert != frappe.session.user:
		frappe.throw(_("Only {0} fills this sheet.").format(doc.expert), frappe.PermissionError)
	if doc.conflict_declared:
		doc.status = REFUSED
	elif _has_conflict(doc):
		frappe.throw(_("You declared a conflict of interest and cannot score."), frappe.PermissionError)
	else:
		doc.status = HANDED_IN
	doc.handed_in_on = now_datetime()


def _has_conflict(doc: Any) -> bool:
	key = {"parent": doc.selection, "expert": doc.expert, "conflict_declared": 1}
	return bool(frappe.db.exists("CSO Selection Expert", key))


def rank(selection: Any) -> None:
	"""Write averages, totals and ranks; every sheet must be in."""
	rules = limits.of_region(selection.region)
	sheets = frappe.get_all(
		SHEET,
		filters={"selection": selection.name},
		fields=["bidder_row", "status", "total"],
		order_by="name asc",
	)
	if any(sheet.status == OPEN for sheet in sheets):
		frappe.throw(_("Score sheets are still open."))
	qualified = [row for row in selection.bidders if row.qualified]
	entries = [_entry(row, sheets, rules) for row in qualified]
	if any(not entry["scores"] for entry in entries):
		frappe.throw(_("Each bidder needs the sheet of at least one expert."))
	found = {place.bidder: place for place in ranking.places(entries, rules.equal_scores, selection.name)}
	for row in qualified:
		place = found[row.name]
		row.average_score, row.preference = float(place.average), float(place.preference)
		row.total_score, row.ranked = float(place.total), place.rank


def _entry(row: Any, sheets: list[Any], rules: Any) -> dict[str, Any]:
	scores = [sheet.total for sheet in sheets if sheet.bidder_row == row.name and sheet.status == HANDED_IN]
	points = ranking.preference(row.grade, rules.preference_grade, rules.preference_points)
	return {"name": row.name, "price": row.amount, "scores": scores, "preference": points}
