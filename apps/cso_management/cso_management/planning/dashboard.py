"""What a leader looks at: each figure names the list it was counted from."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import flt, getdate, today

from .. import aggregate
from ..annual_review import states as review
from ..process.money import money
from ..registry.filing import states
from ..rural_pilot import states as pilot
from ..service_purchase import states as purchase
from .indicators import measures
from .indicators.scope import Scope

IN_FORCE = {"status": ["in", ["Active", "Suspended"]]}
SHOWN = 12


def cards(region: str | None) -> list[dict[str, Any]]:
	"""Counts with the list behind each: `{key, label, value, doctype, filters}`."""
	wanted: list[tuple[str, str, str, dict[str, Any]]] = [
		("organizations", _("Organizations"), "CSO Organization", IN_FORCE),
		("registered", _("Registered"), "CSO Organization", {**IN_FORCE, "tier": "Registered"}),
		("filed", _("Filed"), "CSO Organization", {**IN_FORCE, "tier": "Filed"}),
		("guided", _("Village-guided"), "CSO Organization", {**IN_FORCE, "tier": "Village-guided"}),
		(
			"abnormal",
			_("On a Credit List"),
			"CSO Organization",
			{**IN_FORCE, "credit_state": ["!=", "Normal"]},
		),
		(
			"filings",
			_("Filings Under Way"),
			"CSO Filing Application",
			{"workflow_state": ["in", _under_way()]},
		),
		(
			"reviews",
			_("Reviews Concluded"),
			"CSO Annual Review",
			{"workflow_state": ["in", review.CONCLUDED]},
		),
		("reviews_late", _("Reviews Overdue"), "CSO Annual Review", {"workflow_state": review.OVERDUE}),
		("contracts", _("Contracts in Force"), "CSO Service Contract", {"workflow_state": "Active"}),
		("pilots", _("Pilot Villages"), "CSO Rural Pilot", {"workflow_state": ["in", pilot.SELECTED]}),
	]
	rows = [_card(region, *entry) for entry in wanted if frappe.has_permission(entry[2], "read")]
	return [row for row in rows if row]


def _card(region: str | None, key: str, label: str, doctype: str, filters: dict[str, Any]) -> dict[str, Any]:
	filters = {**filters, **_inside(region)}
	value = sum(row.total for row in aggregate.rows(doctype, ["docstatus"], [aggregate.count()], filters))
	return {"key": key, "label": label, "value": value, "doctype": doctype, "filters": filters}


def _under_way() -> list[str]:
	ended = {
		states.DRAFT,
		"Certificate Issued",
		"Ledgered",
		"Refused",
		"Withdrawn",
		"Lapsed",
		"Upheld",
		"Reversed",
	}
	rows = frappe.get_all(
		"Workflow Document State", filters={"parent": "CSO Filing"}, pluck="state", order_by="name asc"
	)
	return sorted(set(rows) - ended)


def _inside(region: str | None) -> dict[str, Any]:
	return {"region": ["descendants of (inclusive)", region]} if region else {}


def overdue(region: str | None) -> list[dict[str, Any]]:
	"""Towns by the number of their late tasks, most first; what lies above the towns stands by itself."""
	filters = {"status": "Open", "due_on": ["<", today()], **_inside(region)}
	if not frappe.has_permission("CSO Approval Task", "read"):
		return []
	found: dict[str, int] = {}
	for row in aggregate.rows("CSO Approval Task", ["region"], [aggregate.count()], filters):
		place = _town_or_above(row.region)
		found[place] = found.get(place, 0) + row.total
	names = _names(list(found))
	ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
	return [
		{
			"region": place,
			"name": names.get(place, place) or _("Not Set"),
			"value": number,
			"doctype": "CSO Approval Task",
			"filters": {**filters, "region": _only(place)},
		}
		for place, number in ranked
	]


def _town_or_above(region: str | None) -> str:
	"""The town of a community; a county stays a county, and no region none."""
	return f"{region[:9]}000" if region else ""


def _only(place: str) -> Any:
	"""A town with its communities; of a county what belongs to the county alone."""
	if not place:
		return ["is", "not set"]
	is_town = place[6:9] != "000"
	return ["descendants of (inclusive)", place] if is_town else place


def money_of(region: str | None) -> dict[str, Any] | None:
	"""Committed, paid and left of the contracts signed this year."""
	if not frappe.has_permission("CSO Service Contract", "read"):
		return None
	first = getdate(today()).replace(month=1, day=1)
	filters = {"workflow_state": ["in", purchase.IN_FORCE], "sign_date": [">=", first], **_inside(region)}
	sums = [aggregate.total("amount"), aggregate.total("paid_total")]
	rows = aggregate.rows("CSO Service Contract", ["docstatus"], sums, filters)
	committed, paid = (sum(flt(row[field]) for row in rows) for field in ("amount", "paid_total"))
	left = float(money(committed) - money(paid))
	return {
		"committed": committed,
		"paid": paid,
		"left": left,
		"doctype": "CSO Service Contract",
		"filters": filters,
	}


def pilots(region: str | None) -> list[dict[str, Any]]:
	"""Pilots by state."""
	if not frappe.has_permission("CSO Rural Pilot", "read"):
		return []
	filters = {"workflow_state": ["not in", pilot.OUTSIDE], **_inside(region)}
	rows = aggregate.rows("CSO Rural Pilot", ["workflow_state"], [aggregate.count()], filters)
	return [
		{
			"state": row.workflow_state,
			"label": _(row.workflow_state, context="State"),
			"value": row.total,
			"doctype": "CSO Rural Pilot",
			"filters": {"workflow_state": row.workflow_state, **_inside(region)},
		}
		for row in rows
	]


def pilot_money(region: str | None) -> dict[str, Any] | None:
	"""Of the pilots on the list: what came, what of it was used, what is left."""
	if not frappe.has_permission("CSO Rural Pilot", "read"):
		return None
	filters = {"workflow_state": ["in", pilot.SELECTED], **_inside(region)}
	names = {"received": "funds_received", "used": "funds_used", "left": "funds_left"}
	rows = aggregate.rows(
		"CSO Rural Pilot", ["docstatus"], [aggregate.total(field) for field in names.values()], filters
	)
	sums = {name: float(money(sum(flt(row[field]) for row in rows))) for name, field in names.items()}
	return {**sums, "doctype": "CSO Rural Pilot", "filters": filters}


def targets(region: str | None) -> dict[str, Any]:
	"""Communities against ten organizations per urban and five per rural community."""
	day = getdate(today())
	scope = Scope(day.replace(month=1, day=1), day, region)
	per_village = measures.per_village(scope)
	rows = [
		{
			"region": row["name"],
			"name": row["region_name"],
			"kind": _(row["community_type"] or ""),
			"value": int(per_village.get(row["name"], 0)),
			"target": measures.ON_TARGET.get(row["community_type"], 0),
			"doctype": "CSO Organization",
			"filters": {**IN_FORCE, "region": row["name"]},
		}
		for row in scope.regions.values()
		if row["level"] == "Village"
	]
	short = sorted((row for row in rows if row["value"] < row["target"]), key=_gap)
	return {"communities": len(rows), "reached": len(rows) - len(short), "short": short[:SHOWN]}


def _gap(row: dict[str, Any]) -> tuple[float, str]:
	return (row["value"] / row["target"], row["region"])


def _names(codes: list[str]) -> dict[str, str]:
	rows = frappe.get_all(
		"CSO Region",
		filters={"name": ["in", codes or [""]]},
		fields=["name", "region_name"],
		order_by="name asc",
	)
	return {row.name: row.region_name for row in rows}
