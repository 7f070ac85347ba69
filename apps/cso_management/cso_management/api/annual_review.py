"""What the pages of the annual review call."""

import frappe
from frappe import _

from ..annual_review.suggestion import QUALIFIED
from ..approvals.engine import handlers

REVIEW = "CSO Annual Review"
AT_ONCE = 20


@frappe.whitelist(methods=["POST"])
def conclude_as_suggested(names: str | list[str], opinion: str = "") -> dict[str, object]:
	"""Conclude reports without flags, each on its own; answers what became of each.

	At most twenty in one call: the page sends the next twenty when these are done.
	"""
	wanted = frappe.parse_json(names)[:AT_ONCE]
	return {"rows": [_conclude(name, opinion) for name in wanted]}


def _conclude(name: str, opinion: str) -> dict[str, object]:
	doc = frappe.get_doc(REVIEW, name)
	doc.check_permission("write")
	reason = _excluded(doc)
	if reason:
		return {"name": name, "ok": False, "message": reason}
	frappe.db.savepoint("conclude")
	try:
		if not doc.conclusion:
			doc.conclusion = doc.suggested_conclusion
			doc.save()
		handlers.perform(REVIEW, name, "agree", opinion=opinion)
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point="conclude")
		frappe.clear_messages()
		return {"name": name, "ok": False, "message": str(error)}
	return {"name": name, "ok": True, "message": ""}


def _excluded(doc: object) -> str | None:
	if doc.flagged or doc.suggested_conclusion != QUALIFIED:
		return _("Flagged: look at it by itself.")
	return None
