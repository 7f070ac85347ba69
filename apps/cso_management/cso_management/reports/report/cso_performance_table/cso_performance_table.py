"""绩效评价汇总表: confirmed evaluations with their ratings."""

from typing import Any

from frappe import _
from frappe.utils import flt

from cso_management import aggregate
from cso_management.reports import headings, tables
from cso_management.reports.slices import Slice
from cso_management.service_purchase import states

EVALUATION = "CSO Performance Evaluation"
RATINGS = {"Excellent": "excellent", "Good": "good", "Medium": "medium", "Poor": "poor"}
FIGURES = ["evaluations", "points", *RATINGS.values()]
FIELDS = [
	"name",
	"contract",
	"region_full_name",
	"evaluator",
	"evaluator_name",
	"total",
	"rating",
	"use_of_result",
	"problems",
	"evaluated_on",
	"published_on",
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	part = slice_of(filters)
	groups = part.groups([aggregate.count("number"), aggregate.total("total", "points")], by=("rating",))
	by_heading = headings.table(part, groups, FIGURES, add)
	whole = finished(headings.sums(by_heading, FIGURES))
	if part.heading:
		rows = [finished(row) for row in by_heading]
		return headings.answer(filters, grouped_columns(part), rows, whole, chart(rows), summary(whole))
	rows, is_cut = documents(part)
	last = {**whole, "total": whole["mean"], "rating": ""}
	figures = summary(whole)
	first = "region_full_name"
	return headings.answer(filters, columns(), rows, last, pie(whole), figures, first=first, is_cut=is_cut)


def slice_of(filters: Any) -> Slice:
	conditions: list[list[Any]] = [["workflow_state", "=", states.CONFIRMED]]
	for name in ("evaluator", "rating"):
		if filters.get(name):
			conditions.append([name, "=", filters[name]])
	return Slice(EVALUATION, filters, day="evaluated_on", conditions=conditions)


def add(figures: headings.Figures, row: Any) -> None:
	figures["evaluations"] += row.number
	figures["points"] += flt(row.points)
	if row.rating in RATINGS:
		figures[RATINGS[row.rating]] += row.number


def finished(figures: headings.Figures) -> headings.Figures:
	number = figures["evaluations"]
	mean = round(figures["points"] / number, 2) if number else 0
	return {**figures, "mean": mean, "well": headings.percent(figures["excellent"] + figures["good"], number)}


def documents(part: Slice) -> tuple[list[Any], bool]:
	rows, is_cut = part.rows(FIELDS, "evaluated_on desc, name desc")
	for row in rows:
		for name in ("evaluator", "rating", "use_of_result"):
			row[name] = _(row[name]) if row[name] else ""
	return rows, is_cut


def grouped_columns(part: Slice) -> list[dict[str, Any]]:
	number = tables.number
	return [
		headings.column(part),
		number("evaluations", _("Evaluations")),
		number("mean", _("Mean Score"), "Float"),
		number("excellent", _("Excellent")),
		number("good", _("Good")),
		number("medium", _("Medium")),
		number("poor", _("Poor")),
		number("well", _("Good or Better (%)"), "Percent"),
	]


def columns() -> list[dict[str, Any]]:
	text = tables.text
	return [
		text("region_full_name", _("Region")),
		tables.link("name", _("Performance Evaluation"), EVALUATION),
		text("evaluator", _("Evaluator"), 90),
		text("evaluator_name", _("Evaluator's Name"), 120),
		tables.number("total", _("Total Score"), "Float", 90),
		text("rating", _("Rating"), 80),
		text("use_of_result", _("Use of the Result"), 100),
		text("problems", _("Problems"), 220),
		tables.date("evaluated_on", _("Evaluated On")),
		tables.date("published_on", _("Published On")),
	]


def chart(rows: list[Any]) -> Any:
	return headings.bars(rows, {RATINGS[word]: _(word) for word in RATINGS}, is_stacked=True)


def pie(whole: headings.Figures) -> Any:
	if not whole["evaluations"]:
		return None
	values = [whole[name] for name in RATINGS.values()]
	labels = [_(word) for word in RATINGS]
	return {
		"type": "pie",
		"data": {"labels": labels, "datasets": [{"name": _("Evaluations"), "values": values}]},
	}


def summary(whole: headings.Figures) -> list[headings.Figures]:
	return [
		headings.number(_("Evaluations"), whole["evaluations"]),
		headings.number(_("Mean Score"), whole["mean"], "Float"),
		headings.number(_("Good or Better (%)"), whole["well"], "Percent"),
	]
