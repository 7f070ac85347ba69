"""What a user is bound to: regions for the government side, organizations for representatives."""

from typing import Any

import frappe

from . import roles

READING = frozenset({"read", "select", "report", "export", "print", "email"})


def is_superuser(user: str) -> bool:
	"""Frappe's own Administrator maintains the site; workflow actions are refused to him elsewhere."""
	return user == "Administrator"


def sees_by_region(user: str) -> bool:
	return not roles.REGIONAL_ROLES.isdisjoint(frappe.get_roles(user))


def is_representative(user: str) -> bool:
	return roles.REPRESENTATIVE in frappe.get_roles(user)


def regions_of(user: str) -> list[str]:
	kept = _kept()
	if ("regions", user) not in kept:
		kept["regions", user] = frappe.get_all(
			"User Permission",
			filters={"user": user, "allow": "CSO Region"},
			pluck="for_value",
			order_by="for_value asc",
		)
	return list(kept["regions", user])


def forget(doc: Any = None, method: str | None = None) -> None:
	"""A region or a user's binding changed in this request (`doc_events`)."""
	frappe.flags.cso_scope = None


def _kept() -> dict[Any, Any]:
	"""One request asks for the regions of the same user many times."""
	found = frappe.flags.cso_scope
	if found is None:
		found = frappe.flags.cso_scope = {}
	return found


def organizations_of(user: str) -> list[str]:
	return frappe.get_all(
		"CSO Contact",
		filters={"user": user, "disabled": 0},
		pluck="organization",
		order_by="organization asc",
	)


def bounds_of(user: str) -> list[tuple[int, int]]:
	"""Left and right of each region subtree."""
	kept = _kept()
	if ("bounds", user) not in kept:
		names = regions_of(user)
		rows = names and frappe.get_all(
			"CSO Region", filters={"name": ["in", names]}, fields=["lft", "rgt"], order_by="lft asc"
		)
		kept["bounds", user] = [(row.lft, row.rgt) for row in rows or []]
	return list(kept["bounds", user])


def covers(user: str, *regions: str | None) -> bool:
	"""Is one of these regions inside the user's own regions?"""
	bounds = bounds_of(user)
	places = [_place(region) for region in regions if region] if bounds else []
	return any(left <= place <= right for place in places if place for left, right in bounds)


def _place(region: str) -> int | None:
	kept = _kept()
	if ("place", region) not in kept:
		kept["place", region] = frappe.db.get_value("CSO Region", region, "lft")
	found: int | None = kept["place", region]
	return found
