"""Public notices: how long they hang, what objections make of them, and what happens at their end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from ..approvals import calendar
from ..process.closing import Closing
from . import settings

NOTICE = "CSO Publicity Notice"
# Its text and days stay; an objection is answered, never changed.
POSTED = ("subject", "channel", "content", "from_date", "region")
CLOSINGS = (
	Closing(
		"The notice hangs out and is not changed. Cancel it and publish a new one.",
		POSTED,
		states=("Published",),
	),
	Closing("The notice was taken down, so the form is closed.", but=(), states=("Closed", "Cancelled")),
)
SAID = ("raised_by", "raised_on", "content")
NO_OBJECTION, SETTLED, UPHELD = "No Objection", "Objections Settled", "Objection Upheld"


def last_day(first: date, days: int) -> date:
	"""The day on which a notice that starts on `first` may come down: `days` full working days later."""
	return calendar.add_days(first, days)


def publish(doc: Any, subject: str, content: str = "", channel: str = "Village Bulletin Board") -> str:
	"""Hang out a notice about a document from today; answers its name."""
	notice = frappe.get_doc(
		{
			"doctype": NOTICE,
			"subject": subject,
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"region": doc.region,
			"channel": channel,
			"from_date": today(),
			"content": content,
			"status": "Published",
		}
	)
	notice.flags.by_system = True
	return str(notice.insert(ignore_permissions=True).name)


def result_of(objections: Sequence[Any]) -> str | None:
	"""What the objections amount to; nothing while one is unanswered."""
	if not objections:
		return NO_OBJECTION
	if any(row.get("upheld") for row in objections):
		return UPHELD
	return SETTLED if all(row.get("answer") for row in objections) else None


def close(notice: Any) -> bool:
	"""End a notice whose time is over and whose objections are answered; tell its document."""
	result = result_of(notice.objections)
	if result is None:
		return False
	notice.update({"status": "Closed", "result": result})
	notice.flags.by_system = True
	notice.save(ignore_permissions=True)
	if notice.reference_doctype and frappe.db.exists(notice.reference_doctype, notice.reference_name):
		frappe.get_doc(notice.reference_doctype, notice.reference_name).run_method("publicity_closed", notice)
	return True


def run() -> None:
	"""Every day: what hung long enough comes down."""
	due = frappe.get_all(
		NOTICE,
		filters={"status": "Published", "to_date": ["<", today()]},
		pluck="name",
		order_by="to_date asc, name asc",
	)
	for name in due:
		close(frappe.get_doc(NOTICE, name))


def check(doc: Any) -> None:
	"""Only whole periods; a published notice keeps its text and its days."""
	if not doc.from_date:
		return
	before = doc.get_doc_before_save()
	is_out = bool(before) and before.status != "Draft"
	if not is_out or not doc.to_date:
		earliest = last_day(getdate(doc.from_date), settings.of_region(doc.region).publicity_days)
		doc.to_date = max(getdate(doc.to_date), earliest) if doc.to_date else earliest
	if is_out and not doc.flags.by_system:
		for field in ("subject", "content", "from_date", "to_date", "region", "reference_name"):
			if str(before.get(field) or "") != str(doc.get(field) or ""):
				frappe.throw(
					_("{0}: a published notice is not changed. Cancel it and publish a new one.").format(
						_(doc.meta.get_label(field))
					)
				)
		_keep_objections(doc, before)


def _keep_objections(doc: Any, before: Any) -> None:
	"""What somebody objected stays as he wrote it; it is answered, never taken away."""
	kept = {row.name: [str(row.get(field) or "") for field in SAID] for row in doc.objections}
	for row in before.objections:
		if kept.get(row.name) != [str(row.get(field) or "") for field in SAID]:
			frappe.throw(_("An objection is neither changed nor deleted. Answer it."))
