"""Public notices: what hangs out, objections from anybody, answers from the office."""

from typing import Any

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, strip_html, today

from ..registry import objections

NOTICE = "CSO Publicity Notice"
PUBLIC = ("name", "subject", "region_full_name", "channel", "from_date", "to_date")
PAGE = 20


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def notices(start: int = 0) -> dict[str, Any]:
	"""What hangs out today, for anybody; twenty at a time."""
	rows = frappe.get_all(
		NOTICE,
		filters={"status": "Published", "from_date": ["<=", today()], "to_date": [">=", today()]},
		fields=[*PUBLIC, "content"],
		order_by="to_date asc, name asc",
		limit_start=max(cint(start), 0),
		limit_page_length=PAGE + 1,
	)
	for row in rows:
		row.content = strip_html(row.content or "").strip()
	return {"rows": rows[:PAGE], "has_more": len(rows) > PAGE}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=5, seconds=3600)
def object_to(notice: str, raised_by: str, phone: str, content: str) -> dict[str, Any]:
	"""An objection with name and telephone while the notice hangs; answers until when it does."""
	if not frappe.db.exists(NOTICE, str(notice)):
		frappe.throw(_("There is no such notice."), frappe.DoesNotExistError)
	doc = objections.record(str(notice), raised_by, phone, content)
	return {"subject": doc.subject, "to_date": doc.to_date}


@frappe.whitelist(methods=["GET"])
def objections_to_answer(answered: int = 0) -> list[dict[str, Any]]:
	"""Objections to notices of the caller's regions: open ones, or those that were answered."""
	if not frappe.has_permission(NOTICE, "read"):
		raise frappe.PermissionError
	return objections.rows(answered=bool(cint(answered)))
