"""Rows that a paper about a batch lists; only what its reader may see."""

from typing import Any

import frappe

from .stages import states_of


def reviews_of(batch: str, group: str) -> list[Any]:
	"""Reviews of a batch in a group of states, by region and name."""
	return frappe.get_list(
		"CSO Annual Review",
		filters={"batch": batch, "workflow_state": ["in", states_of("CSO Annual Review", group)]},
		fields=["org_name", "region_full_name", "conclusion", "credit_code", "filing_no", "conclusion_no"],
		order_by="region asc, org_name asc",
		limit_page_length=0,
	)


def pilots_of(batch: str, group: str) -> list[Any]:
	"""Pilots of a batch in a group of states."""
	return frappe.get_list(
		"CSO Rural Pilot",
		filters={"batch": batch, "workflow_state": ["in", states_of("CSO Rural Pilot", group)]},
		fields=["village_name", "region_full_name", "pilot_no", "selection_score", "start_date", "end_date"],
		order_by="pilot_no asc, name asc",
		limit_page_length=0,
	)
