"""Does an organization meet the conditions of legal registration?"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt


def compare(doc: Any) -> str:
	"""One line a condition, for the officer to read; he decides."""
	threshold = _threshold(doc.county, doc.org_form)
	if not threshold:
		return _("No thresholds are entered for this form of organization.")
	rows = (
		(_("Number of Members"), cint(doc.members_count), cint(threshold.min_individual_members)),
		(_("Registered Fund"), flt(doc.registered_fund), flt(threshold.min_fund)),
		(_("Full-time Staff"), cint(doc.staff_full), cint(threshold.min_full_time_staff)),
	)
	return "\n".join(_line(*row) for row in rows)


def _line(label: str, value: float, needed: float) -> str:
	verdict = _("met") if value >= needed else _("not met")
	return f"{label}: {value:g} / {needed:g} {verdict}"


def _threshold(county: str | None, org_form: str | None) -> Any:
	for place in (county, ""):
		filters = {"org_form": org_form, "county": place or ["is", "not set"]}
		row = frappe.db.get_value(
			"CSO Registration Threshold",
			filters,
			["min_individual_members", "min_fund", "min_full_time_staff"],
			as_dict=True,
		)
		if row:
			return row
	return None
