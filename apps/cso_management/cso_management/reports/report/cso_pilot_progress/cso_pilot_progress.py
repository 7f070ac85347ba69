"""试点进展表: where each pilot stands, its milestones, its money: promised, come, used."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_months, cint, flt, getdate, today

from cso_management.process.money import money
from cso_management.reports import headings, tables
from cso_management.reports.slices import Slice
from cso_management.rural_pilot import states

PILOT = "CSO Rural Pilot"
MILESTONES = ["milestones", "met", "due", "due_met", "overdue"]
# Figure of the table and field of the pilot; what is still to come is what is missing to the promise.
SUMS = {
	"promised": "funds_promised",
	"received": "funds_received",
	"used": "funds_used",
	"left": "funds_left",
	"own_used": "own_funds_used",
	"recovered": "recovered_amount",
}
FUNDS = [*SUMS, "open_funds"]
FIGURES = ["pilots", *MILESTONES, *FUNDS]
GROUPS = {"Applying": states.APPLYING, "Under Way": states.RUNNING, "Evaluated": states.EVALUATED}
FIELDS = [
	"name",
	"pilot_no",
	"village_name",
	"region_full_name",
	"village",
	"town",
	"county",
	"batch",
	"workflow_state",
	"start_date",
	"end_date",
	"extended_months",
	"evaluation_score",
	"evaluation_result",
	*SUMS.values(),
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	part = slice_of(filters)
	rows, is_cut = documents(part)
	whole = headings.sums(rows, FIGURES)
	figures, partly = summary(whole), {"is_cut": is_cut, "counts_all": False}
	if part.heading:
		rows = headings.table(part, part.headed(rows), FIGURES, add)
		return headings.answer(filters, grouped_columns(part), rows, whole, chart(rows), figures, **partly)
	drawn = by_state(rows)
	return headings.answer(filters, columns(), rows, whole, drawn, figures, first="pilot_no", **partly)


def slice_of(filters: Any) -> Slice:
	wanted = GROUPS.get(filters.get("state") or "", states.SELECTED)
	conditions: list[list[Any]] = [["workflow_state", "in", wanted]]
	if filters.get("batch"):
		conditions.append(["batch", "=", filters.batch])
	return Slice(PILOT, filters, day="approved_on", conditions=conditions)


def documents(part: Slice) -> tuple[list[Any], bool]:
	"""Pilots with the sums of their rows; a county has a dozen, a province some hundreds."""
	rows, is_cut = part.rows(FIELDS, "pilot_no asc, name asc")
	steps = milestones([row.name for row in rows])
	for row in rows:
		row.pilots = 1
		row.update(steps.get(row.name) or dict.fromkeys(MILESTONES, 0))
		row.update({name: flt(row[field]) for name, field in SUMS.items()})
		row.open_funds = float(money(max(row.promised - row.received, 0)))
		row.ends_on = row.end_date and add_months(row.end_date, cint(row.extended_months))
		row.state = _(row.workflow_state, context="State")
		row.result = _(row.evaluation_result or "", context=PILOT)
		row.score = row.evaluation_score or None
	return rows, is_cut


def milestones(pilots: list[str]) -> dict[str, dict[str, Any]]:
	"""Of each pilot: how many there are, were due by today, were met, are late, and which comes next."""
	found: dict[str, dict[str, Any]] = {}
	for row in frappe.get_all(
		"CSO Pilot Milestone",
		filters={"parenttype": PILOT, "parent": ["in", pilots or [""]]},
		fields=["parent", "due", "status", "title"],
		order_by="parent asc, due asc, idx asc",
	):
		figures = found.setdefault(row.parent, {**dict.fromkeys(MILESTONES, 0), "next_step": ""})
		is_met, is_due = row.status == "Met", getdate(row.due) <= getdate(today())
		figures["milestones"] += 1
		figures["met"] += is_met
		figures["due"] += is_due
		figures["due_met"] += is_due and is_met
		figures["overdue"] += getdate(row.due) < getdate(today()) and not is_met
		if not is_met and not figures["next_step"]:
			figures["next_step"] = f"{row.due} {row.title}"
	return found


def add(figures: headings.Figures, row: Any) -> None:
	for name in FIGURES:
		figures[name] += row[name]


def grouped_columns(part: Slice) -> list[dict[str, Any]]:
	return [headings.column(part), tables.number("pilots", _("Pilots")), *_figures()]


def _figures() -> list[dict[str, Any]]:
	number = tables.number
	return [
		number("milestones", _("Milestones"), width=80),
		number("due", _("Due by Today"), width=80),
		number("met", _("Met"), width=80),
		number("overdue", _("Overdue"), width=80),
		number("promised", _("Funds Promised"), "Currency", 120),
		number("received", _("Funds Received"), "Currency", 120),
		number("open_funds", _("Still to Come"), "Currency", 120),
		number("used", _("Funds Used"), "Currency", 120),
		number("left", _("Funds Remaining"), "Currency", 120),
		number("own_used", _("Own Funds Used"), "Currency", 120),
		number("recovered", _("Recovered"), "Currency", 110),
	]


def columns() -> list[dict[str, Any]]:
	text = tables.text
	return [
		text("pilot_no", _("Pilot No."), 130),
		tables.link("name", _("Pilot Village"), PILOT),
		text("state", _("State"), 100),
		*_figures(),
		tables.date("start_date", _("From Date")),
		tables.date("ends_on", _("To Date")),
		text("region_full_name", _("Region")),
		text("next_step", _("Next Milestone"), 180),
		tables.number("score", _("Evaluation Score"), "Float", 90),
		text("result", _("Result"), 80),
	]


def chart(rows: list[Any]) -> Any:
	return headings.bars(rows, {"due": _("Due by Today"), "met": _("Met"), "overdue": _("Overdue")})


def by_state(rows: list[Any]) -> Any:
	found: dict[str, int] = {}
	for row in rows:
		found[row.state] = found.get(row.state, 0) + 1
	data = {"labels": list(found), "datasets": [{"name": _("Pilots"), "values": list(found.values())}]}
	return {"type": "pie", "data": data} if found else None


def summary(whole: headings.Figures) -> list[headings.Figures]:
	rate = headings.percent(whole["due_met"], whole["due"])
	return [
		headings.number(_("Milestones Overdue"), whole["overdue"]),
		headings.number(_("Met of Those Due (%)"), rate, "Percent"),
		headings.number(_("Funds Received"), whole["received"], "Currency"),
		headings.number(_("Funds Used"), whole["used"], "Currency"),
	]
