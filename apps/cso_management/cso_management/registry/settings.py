"""The filing settings of this site."""

from typing import Any

import frappe


def load() -> Any:
	return frappe.get_cached_doc("CSO Filing Settings")


def allows_demo_region() -> bool:
	return bool(load().allow_demo_region)


def time_limit(state: str) -> tuple[int, bool] | None:
	"""Days allowed at a state, and whether they are working days."""
	for row in load().time_limits:
		if row.state == state:
			return row.days, row.unit == "Working Day"
	return None
