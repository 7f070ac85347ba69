"""Does an organization meet the conditions of legal registration?"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt

Judgement = list[tuple[str, float, float]]


def compare(doc: Any) -> str:
	"""One line a condition, for the officer to read; he decides."""
	found = judge(
		doc.county, doc.org_form, members=doc.members_count, fund=doc.registered_fund, staff=doc.staff_full
	)
	if not found:
		return _("No thresholds are entered for this form of organization.")
	return "\n".join(_line(*row) for row in found)


def judge(county: str | None, org_form: str | None, *, members: Any, fund: Any, staff: Any) -> Judgement:
	"""Label, value and threshold of each condition; empty when none is entered."""
	threshold = _threshold(county, org_form)
	if not threshold:
		return []
	return [
		(_("Number of Members"), cint(members), cint(threshold.min_individual_members)),
		(_("Registered Fund"), flt(fund), flt(threshold.min_fund)),
		(_("Full-time Staff"), cint(staff), cint(threshold.min_full_time_staff)),
	]


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
