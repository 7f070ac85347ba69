"""Who takes part in a step of a document."""

from datetime import date
from typing import Any

import frappe
from frappe.utils import flt, getdate, today

from ...permissions import roles
from ...registry import regions
from ..rules import delegation, edges
from .routes import Route

DELEGATION = "CSO Approval Delegation"


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


def bound_to(region: str | None) -> list[str]:
	"""Users bound to the region or one above it."""
	above = [row.name for row in regions.lineage(region or "")]
	return frappe.get_all(
		"User Permission",
		filters={"allow": "CSO Region", "for_value": ["in", above or [""]]},
		pluck="user",
		order_by="user asc",
	)


class Presence:
	"""Who is here for a document today. The delegations are read once."""

	def __init__(self, doc: Any, route: Route | None) -> None:
		self.rows = _delegations()
		self.covers = _covering(doc, route) if self.rows else None

	def stand_ins(self, user: str) -> list[str]:
		return delegation.stand_ins(user, self.rows, self.covers) if self.covers else []

	def stand_in(self, user: str) -> str | None:
		return next(iter(self.stand_ins(user)), None)

	def state(self, user: str) -> str:
		"""Disabled, or away because he named a stand-in for today, or here."""
		if is_disabled(user) or holds_no_right(user):
			return edges.GONE
		return edges.ABSENT if self.stand_ins(user) else edges.HERE


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
