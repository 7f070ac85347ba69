"""Who is asked to decide a step: the candidate rules of the route, then what happens at the edges."""

from typing import Any

import frappe
from frappe import _

from ...permissions import roles
from ...registry import regions
from ..rules import edges
from . import moving, people
from .routes import Route, lines, parse

SUBMITTER_CHOOSES, DECIDER_CHOOSES = "submitter chooses", "decider chooses"
CHOSEN = {SUBMITTER_CHOOSES: "submit", DECIDER_CHOOSES: "agree"}
RULES = ("role", "users", "field", "head", SUBMITTER_CHOOSES, DECIDER_CHOOSES)
Chosen = dict[str, list[str]]


class Found:
	"""The people of a step, or why there are none."""

	def __init__(self, people: list[str], problem: str | None = None, *, skip: bool = False) -> None:
		self.people, self.problem, self.skip = people, problem, skip


def of_step(
	route: Route, step: Any, doc: Any, submitter: str, barred: set[str], chosen: Chosen | None = None
) -> Found:
	"""Candidates after every edge rule. `chosen` are those named by the submitter or the decider before."""
	rules = edges.Rules(
		nobody=step.on_nobody or edges.BLOCK,
		submitter=step.on_submitter or edges.BLOCK,
		away=step.on_away or edges.DELEGATE,
		deciding=bool(step.deciding),
	)
	presence = people.Presence(doc, route)
	situation = edges.Situation(
		submitter=submitter,
		barred=frozenset(barred),
		state=presence.state,
		stand_in=presence.stand_in,
		above=lambda: people.of_role(step.escalate_role, route.region_of(doc)) if step.escalate_role else [],
		fallback=step.fallback_user or "",
	)
	named = of_rules(route, step, doc, chosen or {})
	outcome = edges.resolve(named, rules, situation)
	if outcome.people or outcome.skip:
		return Found(outcome.people, skip=outcome.skip)
	return Found([], _problem(route, step, doc, chosen or {}))


def of_rules(route: Route, step: Any, doc: Any, chosen: Chosen) -> list[str]:
	"""Everybody whom the rules name, joined without doubles."""
	found: list[str] = []
	if step.role:
		found += people.of_role(step.role, route.region_of(doc), step.region_level)
	for row in parse(step.more_candidates):
		found += _of_rule(row, route, doc, chosen)
	return [
		user for user in dict.fromkeys(found) if user and user != "Guest" and not people.holds_no_right(user)
	]


def to_choose(route: Route, step: Any, doc: Any, act: str) -> list[str] | None:
	"""Among whom the submitter (`submit`) or the decider before (`agree`) chooses; None when he does not."""
	rows = [row for row in parse(step.more_candidates) if CHOSEN.get(str(row.get("rule"))) == act]
	if not rows:
		return None
	return list(dict.fromkeys(user for row in rows for user in _offered(row, route, doc)))


def named_copies(step: Any) -> list[str]:
	"""Users who get a copy by the route."""
	return lines(step.copy_to)


def eligible(record: Any, doc: Any, act: str, txt: str) -> list[dict[str, Any]]:
	"""For a transfer the people of the step, for `agree` those who may decide next by choice, else everybody
	bound to the region or above."""
	step = record.step
	if act == "agree":
		after = moving.following(record.route, step, doc)
		return shown((after and to_choose(record.route, after, doc, act)) or [], txt)
	if act == "transfer" and step.role:
		users = of_rules(record.route, step, doc, {})
	else:
		users = people.bound_to(record.route.region_of(doc))
	barred = {frappe.session.user, record.case.submitter}
	return shown([user for user in users if user not in barred], txt)


def of_submission(route: Route, doc: Any, txt: str) -> list[dict[str, Any]]:
	"""Among whom the submitter chooses, over all steps that ask him."""
	offered = [to_choose(route, step, doc, "submit") or [] for step in route.steps]
	return shown([user for users in offered for user in users], txt)


def shown(users: list[str], txt: str) -> list[dict[str, Any]]:
	"""People as a list to choose from; those who cannot sign in or decide are left out."""
	rows = []
	for user in dict.fromkeys(users):
		name = people.full_name(user)
		is_wanted = txt.lower() in name.lower() or txt.lower() in user.lower()
		if is_wanted and not people.is_disabled(user) and not people.holds_no_right(user):
			own = [role for role in frappe.get_roles(user) if role in roles.LEVEL_OF_ROLE]
			rows.append({"user": user, "full_name": name, "roles": own})
	return rows


def _of_rule(row: dict[str, Any], route: Route, doc: Any, chosen: Chosen) -> list[str]:
	rule = str(row.get("rule"))
	if rule == "role":
		return people.of_role(row["role"], route.region_of(doc), row.get("level"))
	if rule == "users":
		return list(row.get("users") or [])
	if rule == "field":
		return [doc.get(row["field"])] if doc.get(row["field"]) else []
	if rule == "head":
		return _heads(row, route, doc)
	offered = set(_offered(row, route, doc))
	return [user for user in chosen.get(rule, []) if user in offered]


def _heads(row: dict[str, Any], route: Route, doc: Any) -> list[str]:
	"""Of a named unit, of the unit in a field, or of the units of the document's region at a level."""
	if row.get("unit"):
		filters: dict[str, Any] = {"name": row["unit"]}
	elif row.get("field"):
		filters = {"name": doc.get(row["field"]) or ""}
	else:
		above = regions.lineage(route.region_of(doc) or "")
		places = [found.name for found in above if not row.get("level") or found.level == row["level"]]
		filters = {"region": ["in", places or [""]]}
		if row.get("kinds"):
			filters["unit_kind"] = ["in", row["kinds"]]
	filters |= {"disabled": 0, "head_user": ["is", "set"]}
	return frappe.get_all("CSO Gov Unit", filters=filters, pluck="head_user", order_by="unit_name asc")


def _offered(row: dict[str, Any], route: Route, doc: Any) -> list[str]:
	"""A choice may be among a role or users; else among whoever is bound to the region."""
	if row.get("role"):
		return people.of_role(row["role"], route.region_of(doc), row.get("level"))
	if row.get("users"):
		return list(row["users"])
	return people.bound_to(route.region_of(doc))


def _problem(route: Route, step: Any, doc: Any, chosen: Chosen) -> str:
	label = _(step.label)
	for row in parse(step.more_candidates):
		if row.get("rule") in CHOSEN and not chosen.get(row["rule"]):
			return _("{0}: choose who decides.").format(label)
	place = frappe.db.get_value("CSO Region", route.region_of(doc), "full_name") or ""
	if not step.role:
		return _(
			"{0}: none of the people named by the route can decide for {1}. Ask the administrator."
		).format(label, place)
	return _(
		"{0}: nobody with the role {1} is found for {2}. Ask the administrator to name somebody."
	).format(label, _(step.role), place)
