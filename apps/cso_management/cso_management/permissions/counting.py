"""How many documents there are, to somebody who may not read all of them.

Frappe counts past the rights, so a filter on a number would tell whether somebody is in the ledger.
"""

from typing import Any

import frappe
from frappe import client

from .. import aggregate

PREFIX = "CSO "


@frappe.whitelist()
def get_count(
	doctype: str,
	filters: dict | list | str | None = None,
	debug: bool | int | str = False,
	cache: bool | int | str = False,
	parent: str | None = None,
	limit: int | str | None = None,
) -> int:
	"""In place of `frappe.client.get_count`: of our DocTypes only what the user may read counts."""
	if not doctype.startswith(PREFIX):
		more: dict[str, Any] = {"parent": parent, "limit": limit}
		given = {key: value for key, value in more.items() if value is not None}
		return client.get_count(doctype, filters, debug, cache, **given)
	(row,) = frappe.get_list(
		doctype,
		filters=frappe.parse_json(filters) or {},
		fields=[aggregate.count()],
		parent_doctype=parent,
		order_by="",
	)
	return int(row.total)
