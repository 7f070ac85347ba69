"""What a user is bound to: regions for the government side, organizations for representatives."""

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
	return frappe.get_all(
		"User Permission",
		filters={"user": user, "allow": "CSO Region"},
		pluck="for_value",
		order_by="for_value asc",
	)


def organizations_of(user: str) -> list[str]:
	return frappe.get_all(
		"CSO Contact",
		filters={"user": user, "disabled": 0},
		pluck="organization",
		order_by="organization asc",
	)


def bounds_of(user: str) -> list[tuple[int, int]]:
	"""Left and right of each region subtree."""
	names = regions_of(user)
	if not names:
		return []
	rows = frappe.get_all(
		"CSO Region", filters={"name": ["in", names]}, fields=["lft", "rgt"], order_by="lft asc"
	)
	return [(row.lft, row.rgt) for row in rows]


def covers(user: str, *regions: str | None) -> bool:
	"""Is one of these regions inside the user's own regions?"""
	bounds = bounds_of(user)
	wanted = [region for region in regions if region]
	if not bounds or not wanted:
		return False
	rows = frappe.get_all("CSO Region", filters={"name": ["in", wanted]}, fields=["lft"], order_by="lft asc")
	return any(left <= row.lft <= right for row in rows for left, right in bounds)
