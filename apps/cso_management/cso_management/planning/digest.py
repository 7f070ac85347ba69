"""Every Monday one mail to clerks and leaders: what waits for them, what is late in their region, and which
filings were decided last week. Nobody gets a mail that says nothing.
"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, escape_html, get_url, today

from .. import aggregate
from ..approvals.engine import mails, open_tasks
from ..approvals.engine.moving import acting_as
from ..permissions import roles
from ..reports.tables import region_names

READERS = (
	roles.TOWNSHIP_CLERK,
	roles.TOWNSHIP_LEADER,
	roles.COUNTY_OFFICER,
	roles.COUNTY_LEADER,
	roles.CITY_OFFICER,
	roles.CITY_LEADER,
)
TASK, FILING = "CSO Approval Task", "CSO Filing Application"
SHOWN = 10
Table = tuple[str, list[tuple[Any, ...]]]


def run() -> None:
	"""Weekly. A reader who switched mails off gets none."""
	if not mails.is_on():
		return
	for user in readers():
		with acting_as(user):
			parts = tables()
		if parts:
			frappe.sendmail(recipients=[user], subject=subject(), message=message(parts))


def readers() -> list[str]:
	users = frappe.get_all(
		"Has Role",
		filters={"role": ["in", READERS], "parenttype": "User"},
		pluck="parent",
		order_by="parent asc",
		distinct=True,
	)
	return [user for user in users if user != "Administrator" and mails.wants_mail(user)]


def subject() -> str:
	return _("Week from {0}: what waits and what is late").format(today())


def tables() -> list[Table]:
	"""Title and rows of each part that has something to say, for the user of this session."""
	parts = [(_("For you"), own()), (_("Late in your region"), late()), (_("Oldest of them"), oldest())]
	return [part for part in [*parts, (_("Filings decided last week"), decided())] if part[1]]


def own() -> list[tuple[Any, ...]]:
	"""Open tasks by kind, and how many of all are late."""
	doors = open_tasks.doors_of_user()
	rows = [(_(kind), number) for kind, number in open_tasks.kinds(doors).most_common()]
	return [*rows, (_("of these overdue"), open_tasks.overdue(doors))] if rows else []


def _late_tasks() -> dict[str, Any]:
	return {"status": "Open", "due_on": ["<", today()]}


def late() -> list[tuple[Any, ...]]:
	"""Tasks past their day, by town, of everything the reader may see."""
	found: dict[str, int] = {}
	for row in aggregate.rows(TASK, ["region"], [aggregate.count()], _late_tasks()):
		town = str(row.region or "")[:9] + "000"
		found[town] = found.get(town, 0) + row.total
	names = region_names(found)
	ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
	return [(names.get(town, town), number) for town, number in ranked]


def oldest() -> list[tuple[Any, ...]]:
	rows = frappe.get_list(
		TASK,
		filters=_late_tasks(),
		fields=["title", "step_label", "due_on"],
		order_by="due_on asc, name asc",
		limit_page_length=SHOWN,
	)
	return [(row.title, _(row.step_label), str(row.due_on)) for row in rows]


def decided() -> list[tuple[Any, ...]]:
	"""New, changed, cancelled: decisions of the last seven days."""
	week = {"decision": ["is", "set"], "decision_date": ["between", [add_days(today(), -7), today()]]}
	rows = aggregate.rows(FILING, ["application_type", "decision"], [aggregate.count()], week)
	return [(_(row.application_type), _(row.decision), row.total) for row in rows]


def message(parts: list[Table]) -> str:
	link = f'<p><a href="{escape_html(get_url("/cso/tasks"))}">{escape_html(_("To do"))}</a></p>'
	return "".join(_part(title, rows) for title, rows in parts) + link


def _part(title: str, rows: list[tuple[Any, ...]]) -> str:
	lines = "".join(
		"<tr>" + "".join(f"<td>{escape_html(str(value))}</td>" for value in row) + "</tr>" for row in rows
	)
	return f"<h3>{escape_html(title)}</h3><table>{lines}</table>"
