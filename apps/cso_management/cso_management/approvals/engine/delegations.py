"""What was decided under a delegation, and its end."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from . import people, store

MOST = 200


def decided(name: str) -> list[dict[str, Any]]:
	"""Acts of the stand-in for the giver while the delegation ran, newest first."""
	document = frappe.get_doc(people.DELEGATION, name)
	document.check_permission("read")
	rows = frappe.get_all(
		store.TASK,
		filters={
			"acted_by": document.to_user,
			"on_behalf_of": document.from_user,
			"done_at": ["between", [f"{document.from_date} 00:00:00", str(_last_moment(document))]],
		},
		fields=[
			"name",
			"reference_doctype",
			"reference_name",
			"title",
			"step_label",
			"status",
			"opinion",
			"done_at",
		],
		order_by="done_at desc, name desc",
		limit_page_length=MOST,
	)
	return [{**row, "done_at": str(row.done_at)} for row in rows if _is_covered(document, row)]


def end(name: str) -> dict[str, Any]:
	"""At once, by the giver or an administrator; a stand-in who has left is no obstacle."""
	document = frappe.get_doc(people.DELEGATION, name)
	document.check_permission("write")
	if document.disabled:
		frappe.throw(_("This delegation has already ended."))
	document.db_set({"disabled": 1, "ended_at": store.now()})
	document.add_comment("Info", _("Ended early"))
	return {"name": document.name, "ended_at": str(document.ended_at)}


def _last_moment(document: Any) -> Any:
	if document.disabled and document.ended_at:
		return get_datetime(document.ended_at)
	return get_datetime(f"{getdate(document.to_date)} 23:59:59")


def _is_covered(document: Any, row: Any) -> bool:
	types = {child.document_type for child in document.doctypes}
	return not types or row.reference_doctype in types
