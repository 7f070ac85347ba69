"""Fields that the conditions of the workflow read."""

from typing import Any

import frappe

from ...permissions import roles
from .. import settings
from . import states


def compute(doc: Any) -> None:
	"""Which way this application goes; frozen once it is submitted."""
	if (doc.workflow_state or states.DRAFT) != states.DRAFT:
		return
	limits = settings.of_region(doc.region)
	doc.county_decides = int(limits.filing_authority_level == "County" or doc.application_type == "Upgrade")
	doc.needs_county_record = int(
		bool(limits.county_record_required) and doc.application_type != "Ledger Entry"
	)
	doc.needs_village_review = int(bool(doc.village) and doc.application_type != "Ledger Entry")
	doc.on_behalf = int(roles.REPRESENTATIVE not in frappe.get_roles(doc.owner))


def remember_return(doc: Any, from_state: str) -> None:
	doc.returned_from = from_state


def look_back(doc: Any) -> None:
	"""Was this step's application returned or queried before?"""
	doc.returned_before = int(
		_has_log(doc.name, {"action": "Return for Correction", "from_state": doc.workflow_state})
	)
	doc.queried_before = int(_has_log(doc.name, {"action": "Query"}))


def _has_log(name: str, filters: dict[str, str]) -> bool:
	found = {"reference_doctype": "CSO Filing Application", "reference_name": name, **filters}
	return bool(frappe.db.exists("CSO Approval Log", found))
