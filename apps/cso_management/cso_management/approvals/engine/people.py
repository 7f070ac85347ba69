"""Who takes part in a step of a document."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import flt, getdate, today

from ...permissions import roles
from ...registry import regions
from ..rules import delegation, edges
from .routes import Route, lines, parse

DELEGATION = "CSO Approval Delegation"


class Found:
	"""The people of a step, or why there are none."""

	def __init__(self, people: list[str], problem: str | None = None, *, skip: bool = False) -> None:
		self.people, self.problem, self.skip = people, problem, skip


def of_step(
	route: Route,
	step: Any,
	doc: Any,
	submitter: str,
	barred: set[str],
	chosen: dict[str, list[str]] | None = None,
) -> Found:
	"""Candidates after every edge rule."""
	people = candidates(route, step, doc, chosen or {})
	if step.on_submitter == edges.SKIP and people == [submitter]:
		return Found([], skip=True)
	people = _eligible(step, people, submitter, barred, doc, route)
	if people:
		return Found(people)
	return _nobody(route, step, doc, submitter, barred)


def candidates(route: Route, step: Any, doc: Any, chosen: dict[str, list[str]]) -> list[str]:
	found: list[str] = []
	if step.role:
		found += of_role(step.role, route.region_of(doc), step.region_level)
	for row in parse(step.more_candidates):
		found += _of_rule(row, route, doc, chosen)
	return [user for user in dict.fromkeys(found) if user not in ("Administrator", "Guest")]


def of_role(role: str, region: str | None, level: str | None = None) -> list[str]:
	"""Users with the role who are bound to the region or one above it (at one level, when it is named)."""
	holders = frappe.get_all(
		"Has Role", filters={"role": role, "parenttype": "User"}, pluck="parent", order_by="parent asc"
	)
	if not region:
		return sorted(set(holders))
	above = [row.name for row in regions.lineage(region) if not level or row.level == level]
	bound = frappe.get_all(
		"User Permission",
		filters={"allow": "CSO Region", "for_value": ["in", above or [""]], "user": ["in", holders or [""]]},
		pluck="user",
		order_by="user asc",
	)
	return list(dict.fromkeys(bound))


def is_disabled(user: str) -> bool:
	return not frappe.db.get_value("User", user, "enabled")


def stand_ins(user: str, doc: Any, route: Route | None) -> list[str]:
	"""Who may act for the user on this document today, nearest first."""
	rows = _delegations()
	return delegation.stand_ins(user, rows, _covering(doc, route)) if rows else []


def nearest_stand_ins(users: set[str], doc: Any, route: Route) -> set[str]:
	"""The first stand-in of each of the users."""
	rows = _delegations()
	if not rows:
		return set()
	covers = _covering(doc, route)
	return {other for user in users for other in delegation.stand_ins(user, rows, covers)[:1]}


def principals(user: str, doc: Any, route: Route | None) -> list[str]:
	"""For whom the user may act on this document today."""
	rows = _delegations()
	if not rows:
		return []
	covers = _covering(doc, route)
	givers = {row.from_user for row in rows if covers(row)}
	return sorted(giver for giver in givers if user in delegation.stand_ins(giver, rows, covers))


def principals_anywhere(user: str) -> list[str]:
	"""Givers of a delegation that runs today, whatever it is for."""
	now = getdate(today())
	rows = [row for row in _delegations() if row.from_date <= now <= row.to_date]
	givers = {row.from_user for row in rows}
	return sorted(giver for giver in givers if user in delegation.stand_ins(giver, rows, lambda row: True))


def full_name(user: str | None) -> str:
	return str(user and frappe.db.get_value("User", user, "full_name") or user or "")


def holds_no_right(user: str) -> bool:
	"""An administrator sets up; he decides nothing."""
	return user == "Administrator" or roles.ADMINISTRATOR in frappe.get_roles(user)


def _of_rule(row: dict[str, Any], route: Route, doc: Any, chosen: dict[str, list[str]]) -> list[str]:
	rule = row.get("rule")
	if rule == "role":
		return of_role(row["role"], route.region_of(doc), row.get("level"))
	if rule == "users":
		return list(row.get("users") or [])
	if rule == "field":
		return [doc.get(row["field"])] if doc.get(row["field"]) else []
	return chosen.get(str(rule), [])


def _eligible(
	step: Any, people: list[str], submitter: str, barred: set[str], doc: Any, route: Route
) -> list[str]:
	people, _skip = edges.without_submitter(people, submitter, step.on_submitter or edges.BLOCK)
	people = edges.without_examiners(people, {submitter, *barred}, deciding=bool(step.deciding))
	people = edges.present(
		people, is_disabled, lambda user: _first(stand_ins(user, doc, route)), step.on_away or edges.DELEGATE
	)
	people = edges.without_examiners(people, {submitter, *barred}, deciding=bool(step.deciding))
	return [user for user in people if not holds_no_right(user)]


def _nobody(route: Route, step: Any, doc: Any, submitter: str, barred: set[str]) -> Found:
	wants_level_up = edges.NEXT_LEVEL in (step.on_nobody, step.on_away) or step.on_submitter == edges.BLOCK
	if step.escalate_role and wants_level_up:
		above = of_role(step.escalate_role, route.region_of(doc))
		people = _eligible(step, above, submitter, barred, doc, route)
		if people:
			return Found(people)
	if step.on_nobody == edges.FALLBACK and step.fallback_user:
		people = _eligible(step, [step.fallback_user], submitter, barred, doc, route)
		if people:
			return Found(people)
	place = frappe.db.get_value("CSO Region", route.region_of(doc), "full_name") or ""
	return Found(
		[],
		_("{0}: nobody with the role {1} is found for {2}. Ask the administrator to name somebody.").format(
			step.label, _(step.role or ""), place
		),
	)


def _delegations() -> list[delegation.Delegation]:
	rows = frappe.get_all(
		DELEGATION,
		filters={"disabled": 0, "to_date": [">=", today()], "from_date": ["<=", today()]},
		fields=["name", "from_user", "to_user", "from_date", "to_date", "region", "amount_cap"],
		order_by="creation asc",
	)
	types: dict[str, set[str]] = {}
	if rows:
		for child in frappe.get_all(
			"CSO Approval Delegation Type",
			filters={"parent": ["in", [row.name for row in rows]]},
			fields=["parent", "document_type"],
			order_by="idx asc",
		):
			types.setdefault(child.parent, set()).add(child.document_type)
	return [_plain(row, types.get(row.name, set())) for row in rows]


def _plain(row: Any, doctypes: set[str]) -> delegation.Delegation:
	return delegation.Delegation(
		row.from_user,
		row.to_user,
		getdate(row.from_date),
		getdate(row.to_date),
		frozenset(doctypes),
		frozenset({row.region} if row.region else ()),
		flt(row.amount_cap),
	)


def _covering(doc: Any, route: Route | None) -> Any:
	region = route.region_of(doc) if route else doc.get("region")
	above = frozenset(row.name for row in regions.lineage(region)) if region else frozenset()
	amount = route.amount_of(doc) if route else 0.0
	now: date = getdate(today())
	return lambda row: row.covers(now, doc.doctype, above, amount)


def _first(people: list[str]) -> str | None:
	return people[0] if people else None


def named(step: Any) -> list[str]:
	"""Users who get a copy by the route."""
	return lines(step.copy_to)


def choices(record: Any, doc: Any, act: str, txt: str) -> list[dict[str, Any]]:
	"""For a transfer the people of the step, else everybody bound to the region or above."""
	step = record.step
	if act == "transfer" and step.role:
		users = candidates(record.route, step, doc, {})
	else:
		above = [row.name for row in regions.lineage(record.route.region_of(doc) or "")]
		users = frappe.get_all(
			"User Permission",
			filters={"allow": "CSO Region", "for_value": ["in", above or [""]]},
			pluck="user",
			order_by="user asc",
		)
	barred = {frappe.session.user, record.case.submitter}
	rows = []
	for user in dict.fromkeys(users):
		name = full_name(user)
		is_wanted = txt.lower() in name.lower() or txt.lower() in user.lower()
		if user not in barred and is_wanted and not is_disabled(user) and not holds_no_right(user):
			own = [role for role in frappe.get_roles(user) if role in roles.LEVEL_OF_ROLE]
			rows.append({"user": user, "full_name": name, "roles": own})
	return rows
