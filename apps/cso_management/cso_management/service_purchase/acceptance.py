"""Acceptance of the work: a panel of an odd number of people, at least one of whom was served."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, flt, getdate, today

from ..process.closing import Closing

FEWEST = 3
SERVED = "Resident or Beneficiary"
FOUND = ("contract", "panel", "items", "result", "satisfaction_rate", "acceptance_date", "final", "region")
CLOSINGS = (
	Closing("Once the panel handed it in, what it found stays. It is changed after a return.", FOUND),
	Closing("The acceptance is confirmed, so the form is closed.", but=(), states=("Confirmed",)),
)
FAILED, FIXED = "Failed", "Passed after Fix"


def check(doc: Any) -> None:
	state = frappe.db.get_value("CSO Service Contract", doc.contract, "workflow_state")
	if state not in ("Active", "Suspended", "Completed", "Signed"):
		frappe.throw(_("{0}: the contract is not in force.").format(_("Contract")))
	if not 0 <= flt(doc.satisfaction_rate) <= 100:
		frappe.throw(_("{0} must be between 0 and 100.").format(_("Satisfied (%)")))
	if getdate(doc.acceptance_date) > getdate(today()):
		frappe.throw(_("{0} must not be in the future.").format(_("Date of Acceptance")))
	_milestones(doc)


def _milestones(doc: Any) -> None:
	known = set(
		frappe.get_all(
			"CSO Contract Milestone", filters={"parent": doc.contract}, pluck="title", order_by="name asc"
		)
	)
	wrong = [row.milestone for row in doc.milestones if row.milestone not in known]
	if wrong:
		frappe.throw(_("{0}: “{1}” is none of this contract.").format(_("Milestones"), wrong[0]))


def check_panel(doc: Any) -> None:
	"""What the panel must have done before the leader confirms."""
	people = {cstr(row.person_name).strip() for row in doc.panel}
	if len(people) < FEWEST or len(people) % 2 == 0:
		frappe.throw(_("{0}: an odd number of at least {1} people.").format(_("Panel"), FEWEST))
	if not any(row.member_kind == SERVED for row in doc.panel):
		frappe.throw(_("{0}: at least one resident or beneficiary.").format(_("Panel")))
	if not all(cint(row.signed) for row in doc.panel):
		frappe.throw(_("{0}: everyone signs.").format(_("Panel")))
	if not doc.result:
		frappe.throw(_("{0}: choose the result.").format(_("Result")), frappe.MandatoryError)
	if doc.result in (FAILED, FIXED) and not (cstr(doc.issues).strip() and doc.recheck_date):
		frappe.throw(_("Write the issues and the day of the second inspection."), frappe.MandatoryError)
	if doc.result == "Passed" and not all(cint(row.passed) for row in doc.items):
		frappe.throw(_("{0}: not every item passed.").format(_("Result")))
