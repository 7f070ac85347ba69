"""What each state leaves behind in a report."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, getdate, today

from ..approvals import calendar
from ..process import moves, numbering
from ..registry import publicity, settings
from . import checks, consequences, judging, prefill, states


def before_save(doc: Any, before: Any) -> None:
	"""Judge the move that this save makes, and note its day."""
	old = before.workflow_state if before else None
	if old is None or old in states.AT_THE_ORGANIZATION:
		_from_the_organization(doc, old)
	elif moves.entered(doc, "Returned for Correction"):
		doc.returned_from = old
	elif moves.entered(doc, "Under Objection"):
		_objection(doc)
	elif old != doc.workflow_state:
		_onwards(doc, str(old))


def _from_the_organization(doc: Any, old: str | None) -> None:
	if not moves.entered(doc, "Village Review", "Town Review", "County Examination"):
		return
	checks.submission(doc)
	prefill.refresh(doc)
	if old != "Returned for Correction":
		doc.submitted_on = today()
		doc.late = int(old == states.OVERDUE or _is_late(doc))


def _is_late(doc: Any) -> bool:
	last = frappe.db.get_value("CSO Annual Review Batch", doc.batch, "open_to") if doc.batch else None
	return bool(last) and getdate(today()) > getdate(last)


def _onwards(doc: Any, old: str) -> None:
	if old == "Village Review" and doc.workflow_state == "Town Review":
		checks.village(doc)
	if old == "Town Review" and doc.workflow_state == "County Examination":
		checks.first_opinion(doc)
		doc.first_opinion_by = frappe.db.get_value("User", frappe.session.user, "full_name")
		doc.first_opinion_on = today()
	if moves.entered(doc, "County Conclusion", "Concluded", "Publicity") and old != "Under Objection":
		checks.conclusion(doc)
	if moves.entered(doc, "Concluded", "Publicity") and old != "Under Objection":
		doc.concluded_on = today()
		doc.conclusion_no = doc.conclusion_no or conclusion_number(doc)
	if old == "Under Objection":
		doc.objection_result = "Upheld" if doc.workflow_state in ("Published", "Concluded") else "Reversed"
	if moves.entered(doc, "Published") and not doc.published_on:
		doc.published_on = today()
	if moves.entered(doc, "Rectifying"):
		doc.rectification = consequences.order_rectification(doc)


def conclusion_number(doc: Any) -> str:
	return numbering.of_county("NJJL", doc.region, getdate(today()).year)


def _objection(doc: Any) -> None:
	"""Within the working days that the region gives from the publication, with grounds."""
	if not cstr(doc.objection).strip():
		frappe.throw(_("{0}: write why you object.").format(_("Objection")))
	first = getdate(doc.published_on or doc.concluded_on)
	last = calendar.add_days(first, settings.of_region(doc.region).objection_days)
	if getdate(today()) > last:
		frappe.throw(_("{0}: the time for it ended on {1}.").format(_("Objection"), last))
	doc.objected_on = today()


def objected_in_publicity(doc: Any, notice: Any) -> None:
	"""The objections that were upheld go, in their own words, to the office that decides on objections."""
	doc.objection = "\n".join(row.content for row in notice.objections if row.upheld)
	doc.save(ignore_permissions=True)
	moves.advance(doc.doctype, doc.name, "Under Objection")


def after_save(doc: Any) -> None:
	if moves.entered(doc, "Publicity") and not doc.publicity:
		subject = _("Annual review {0}: {1}").format(doc.review_year, doc.org_name)
		content = _("Proposed conclusion: {0}").format(_(doc.conclusion))
		doc.db_set("publicity", publicity.publish(doc, subject, content))
	if moves.entered(doc, "Published", "Concluded"):
		consequences.write_ledger(doc)
		consequences.propose_listing(doc)


def keeps_findings(doc: Any) -> bool:
	"""While the report is under review its findings follow the data."""
	return doc.workflow_state in states.UNDER_REVIEW


def refresh_findings(doc: Any) -> None:
	if keeps_findings(doc):
		judging.refresh(doc)
