"""Rows that a paper about a batch lists; only what its reader may see."""

from typing import Any

import frappe


def reviews_of(batch: str, states: list[str]) -> list[Any]:
	"""Reviews of a batch in some states, by region and name."""
	return frappe.get_list(
		"CSO Annual Review",
		filters={"batch": batch, "workflow_state": ["in", states]},
		fields=["org_name", "region_full_name", "conclusion", "credit_code", "filing_no", "conclusion_no"],
		order_by="region asc, org_name asc",
		limit_page_length=0,
	)


def pilots_of(batch: str, states: list[str]) -> list[Any]:
	"""Pilots of a batch in some states."""
	return frappe.get_list(
		"CSO Rural Pilot",
		filters={"batch": batch, "workflow_state": ["in", states]},
		fields=["village_name", "region_full_name", "pilot_no", "selection_score", "start_date", "end_date"],
		order_by="pilot_no asc, name asc",
		limit_page_length=0,
	)
