"""The pieces of SQL that query conditions are made of. Values are escaped; names are ours."""

import frappe

from . import scope

NOTHING = "1=0"
EVERYTHING = ""


def region_names(user: str) -> str | None:
	"""A subquery of the names of all regions of a user, or nothing when he has none."""
	bounds = scope.bounds_of(user)
	if not bounds:
		return None
	spans = " or ".join(f"(`lft` >= {int(left)} and `rgt` <= {int(right)})" for left, right in bounds)
	return f"select `name` from `tabCSO Region` where {spans}"


def in_regions(user: str, doctype: str, *, with_activity_regions: bool = False) -> str:
	names = region_names(user)
	if names is None:
		return NOTHING
	own = f"`tab{doctype}`.`region` in ({names})"
	return f"({own} or {_active_in(doctype, names)})" if with_activity_regions else own


def of_contacts(user: str, column: str) -> str:
	"""The column names an organization that the user is a contact of."""
	mine = f"`user` = {frappe.db.escape(user)} and `disabled` = 0"
	contacts = f"select `organization` from `tabCSO Contact` where {mine}"
	return f"{column} in ({contacts})"


def any_of(conditions: list[str]) -> str:
	useful = [condition for condition in conditions if condition != NOTHING]
	return "(" + " or ".join(useful) + ")" if useful else NOTHING


def _active_in(doctype: str, names: str) -> str:
	rows = f"select `parent` from `tabCSO Activity Region` where `parenttype` = {frappe.db.escape(doctype)}"
	return f"`tab{doctype}`.`name` in ({rows} and `region` in ({names}))"
