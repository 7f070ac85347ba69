"""Objections of the public to what hangs out: until when, what they must say, who hears of them."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from ..approvals.engine import people
from ..identifiers import masking
from ..identifiers import phone as telephones
from ..permissions import roles
from . import notices, sensitive

NOTICE = "CSO Publicity Notice"
SHORTEST, LONGEST = 10, 2000
# Of the table of objections: who objected is nobody's business but the office's.
OFFICE_LEVEL = 2
LONGEST_NAME = 60
# A flood is not an objection.
MOST = 200
# Who answers for which matter; the town for all others.
ANSWERED_BY = {
	"CSO Provider Selection": roles.PROCUREMENT_OFFICER,
	"CSO Annual Review": roles.COUNTY_OFFICER,
	"CSO Rural Pilot": roles.COUNTY_OFFICER,
}


def is_open(notice: Any) -> bool:
	"""Does it hang today?"""
	return notice.status == "Published" and getdate(notice.from_date) <= getdate() <= getdate(notice.to_date)


def record(notice: str, raised_by: str, phone: str, content: str) -> Any:
	"""Write an objection down and tell the office; the notice as it is then."""
	doc = frappe.get_doc(NOTICE, notice, for_update=True)
	if not is_open(doc) or len(doc.objections) >= MOST:
		frappe.throw(_("The time for objections to this notice is over."))
	row = _checked(raised_by, phone, content)
	doc.append("objections", {**row, "raised_on": today()})
	doc.flags.by_system = True
	doc.save(ignore_permissions=True)
	users = people.of_role(ANSWERED_BY.get(doc.reference_doctype, roles.TOWNSHIP_CLERK), doc.region)
	notices.to_users(users, doc, _("Objection: {0}").format(doc.subject))
	return doc


def _checked(raised_by: str, phone: str, content: str) -> dict[str, str]:
	name, number, text = (str(value or "").strip() for value in (raised_by, phone, content))
	if not 2 <= len(name) <= LONGEST_NAME:
		frappe.throw(_("{0}: write your full name.").format(_("Your Name")))
	if not telephones.is_telephone(number):
		frappe.throw(_("{0}: a telephone at which we can reach you.").format(_("Telephone")))
	if not SHORTEST <= len(text) <= LONGEST:
		frappe.throw(_("{0}: between {1} and {2} characters.").format(_("Objection"), SHORTEST, LONGEST))
	return {"raised_by": name, "phone": number, "content": text}


def rows(*, answered: bool) -> list[dict[str, Any]]:
	"""Objections in the caller's regions, those that end first on top."""
	if OFFICE_LEVEL not in frappe.get_meta(NOTICE).get_permlevel_access("read"):
		raise frappe.PermissionError
	names = frappe.get_list(
		NOTICE,
		filters=[
			["status", "in", ["Published"] if not answered else ["Published", "Closed"]],
			["CSO Publicity Objection", "content", "is", "set"],
		],
		pluck="name",
		order_by=f"`tab{NOTICE}`.`to_date` asc, `tab{NOTICE}`.`name` asc",
		distinct=True,
		limit_page_length=200,
	)
	docs = [frappe.get_doc(NOTICE, name) for name in names]
	return [_row(doc, row) for doc in docs for row in doc.objections if bool(row.answer) is answered]


def _may_answer(doc: Any) -> bool:
	return bool(frappe.has_permission(doc.doctype, "write", doc=doc))


def _telephone(doc: Any, row: Any) -> str | None:
	"""For whoever answers: in full, and noted, with the right to such numbers; masked without it."""
	if not _may_answer(doc):
		return None
	if sensitive.LEVEL not in frappe.get_meta(NOTICE).get_permlevel_access("read"):
		return masking.phone(row.phone)
	sensitive.note_view(doc)
	return str(row.phone or "")


def _row(doc: Any, row: Any) -> dict[str, Any]:
	return {
		"notice": doc.name,
		"subject": doc.subject,
		"place": doc.region_full_name,
		"to_date": doc.to_date,
		"status": doc.status,
		"reference_doctype": doc.reference_doctype,
		"reference_name": doc.reference_name,
		"row": row.name,
		"raised_by": row.raised_by,
		"phone": _telephone(doc, row),
		"raised_on": row.raised_on,
		"content": row.content,
		"answer": row.answer,
		"answered_on": row.answered_on,
		"upheld": row.upheld,
		"may_answer": _may_answer(doc),
	}
