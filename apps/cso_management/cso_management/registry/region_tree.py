"""The tree of regions in the Desk begins with one's own: a county's officer does not read the province."""

from typing import Any

import frappe

from ..permissions import scope

REGION = "CSO Region"


@frappe.whitelist(methods=["GET", "POST"])
def children(doctype: str = REGION, parent: str = "", is_root: bool | int | str = False) -> list[Any]:
	"""Regions below one, or the topmost that the caller reads, as a tree of the Desk asks for them."""
	return frappe.get_list(
		REGION,
		filters={"parent_cso_region": parent} if parent else _topmost(),
		fields=["name as value", "region_name as title", "is_group as expandable"],
		order_by="name asc",
		limit_page_length=0,
	)


def _topmost() -> dict[str, Any]:
	own = scope.regions_of(frappe.session.user)
	return {"name": ["in", own]} if own else {"parent_cso_region": ["is", "not set"]}
