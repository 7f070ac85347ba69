"""Whoever sees full ID numbers or telephones leaves a trace, written by a job: reading stays reading."""

from typing import Any

import frappe
from frappe.utils import now_datetime

LEVEL = 1


def note_view(doc: Any) -> None:
	_note(doc, "View")


def note_print(doc: Any) -> None:
	_note(doc, "Print")


def note_export(doc: Any) -> None:
	_note(doc, "Export")


def write(**values: Any) -> None:
	row = frappe.get_doc({"doctype": "CSO Sensitive Access Log", **values})
	row.insert(ignore_permissions=True)


def _note(doc: Any, kind: str) -> None:
	user = frappe.session.user
	if user in ("Administrator", "Guest", doc.owner) or not _sees_sensitive(doc, user):
		return
	frappe.enqueue(
		"cso_management.registry.sensitive.write",
		queue="short",
		user=user,
		access_kind=kind,
		accessed_at=str(now_datetime().replace(microsecond=0)),
		reference_doctype=doc.doctype,
		reference_name=doc.name,
		region=doc.get("region"),
	)


def _sees_sensitive(doc: Any, user: str) -> bool:
	held = set(frappe.get_roles(user))
	may = any(row.permlevel == LEVEL and row.read and row.role in held for row in doc.meta.permissions)
	return may and any(_has_any(one) for one in (doc, *doc.get_all_children()))


def _has_any(doc: Any) -> bool:
	return any(doc.get(df.fieldname) for df in doc.meta.fields if df.permlevel == LEVEL)
