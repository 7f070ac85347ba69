"""年检进度与结论表: how far the reviews of a year are, and how they ended, by region or kind."""

from typing import Any

from frappe import _
from frappe.utils import cint

from cso_management import aggregate
from cso_management.annual_review import states
from cso_management.reports import headings, tables
from cso_management.reports.slices import Slice

CONCLUSIONS = {"Qualified": "qualified", "Basically Qualified": "basically", "Unqualified": "unqualified"}
FIGURES = [
	"due",
	"waiting",
	"overdue",
	"handed_in",
	"under_review",
	"concluded",
	*CONCLUSIONS.values(),
	"rectifying",
	"objected",
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	part = slice_of(filters)
	rows = headings.table(part, groups(part), FIGURES, add)
	whole = headings.totals("heading", headings.sums(rows, FIGURES))
	data = [*rows, whole] if rows else []
	for row in data:
		row["took_part"] = headings.percent(row["handed_in"], row["due"])
		row["done"] = headings.percent(row["concluded"], row["due"])
	return columns(part), data, message(filters), chart(rows), summary(whole) if rows else None, True


def slice_of(filters: Any) -> Slice:
	"""All that were not withdrawn, by town unless asked otherwise."""
	conditions: list[list[Any]] = [["workflow_state", "!=", states.WITHDRAWN]]
	if cint(filters.get("review_year")):
		conditions.append(["review_year", "=", cint(filters.review_year)])
	by = filters.get("group_by") or tables.level_field(filters).capitalize()
	return Slice(
		"CSO Annual Review",
		filters,
		day="creation",
		conditions=conditions,
		by=by,
	)


def groups(part: Slice) -> list[Any]:
	return part.groups([aggregate.count()], by=("workflow_state", "conclusion"))


def add(figures: headings.Figures, row: Any) -> None:
	state, number = row.workflow_state, row.total
	is_concluded = state in states.CONCLUDED
	figures["due"] += number
	figures["waiting"] += number * (state in states.AT_THE_ORGANIZATION and state != states.OVERDUE)
	figures["overdue"] += number * (state == states.OVERDUE)
	figures["handed_in"] += number * (state in states.TOOK_PART)
	figures["under_review"] += number * (state in states.UNDER_REVIEW)
	figures["concluded"] += number * is_concluded
	figures["rectifying"] += number * (state == "Rectifying")
	figures["objected"] += number * (state == "Under Objection")
	if is_concluded and row.conclusion in CONCLUSIONS:
		figures[CONCLUSIONS[row.conclusion]] += number


def columns(part: Slice) -> list[dict[str, Any]]:
	number = tables.number
	return [
		headings.column(part),
		number("due", _("To Be Reviewed")),
		number("waiting", _("With the Organization")),
		number("overdue", _("Overdue")),
		number("handed_in", _("Handed In")),
		number("took_part", _("Took Part (%)"), "Percent"),
		number("under_review", _("Under Review")),
		number("concluded", _("Concluded")),
		number("done", _("Concluded (%)"), "Percent"),
		number("qualified", _("Qualified")),
		number("basically", _("Basically Qualified")),
		number("unqualified", _("Unqualified")),
		number("rectifying", _("Rectifying")),
		number("objected", _("Under Objection")),
	]


def message(filters: Any) -> str:
	year = cint(filters.get("review_year"))
	parts = [_("Reviewed year {0}").format(year)] if year else []
	return " · ".join([*parts, *filter(None, [headings.chosen(filters)])])


def chart(rows: list[Any]) -> Any:
	series = {
		"qualified": _("Qualified"),
		"basically": _("Basically Qualified"),
		"unqualified": _("Unqualified"),
		"under_review": _("Under Review"),
		"overdue": _("Overdue"),
	}
	return headings.bars(rows, series, is_stacked=True)


def summary(whole: headings.Figures) -> list[headings.Figures]:
	return [
		headings.number(_("To Be Reviewed"), whole["due"]),
		headings.number(_("Took Part (%)"), whole["took_part"], "Percent"),
		headings.number(_("Concluded"), whole["concluded"]),
		headings.number(
			_("Qualified (%)"), headings.percent(whole["qualified"], whole["concluded"]), "Percent"
		),
	]
