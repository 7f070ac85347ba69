"""Personal and office phrases (常用语)."""

from typing import Any

import frappe
from frappe import _

PHRASE = "CSO Approval Phrase"


def mine() -> list[dict[str, Any]]:
	"""Own ones first, then the office's."""
	user = frappe.session.user
	rows = frappe.get_all(PHRASE, fields=["name", "text", "user"], order_by="sequence asc, creation asc")
	seen = [row for row in rows if row.user == user] + [row for row in rows if not row.user]
	return [{"name": row.name, "text": row.text, "personal": int(bool(row.user))} for row in seen]


def add(text: str, *, office: bool = False) -> dict[str, Any]:
	if not text.strip():
		frappe.throw(_("Write the phrase first."))
	values = {"doctype": PHRASE, "text": text.strip(), "user": None if office else frappe.session.user}
	row = frappe.get_doc(values).insert(ignore_permissions=True)
	return {"name": row.name, "text": row.text, "personal": int(not office)}


def remove(name: str) -> dict[str, Any]:
	"""One's own; the office's by whoever may delete such a document."""
	row = frappe.get_doc(PHRASE, name)
	is_office = not row.user and frappe.has_permission(PHRASE, "delete", doc=row)
	if row.user != frappe.session.user and not is_office:
		frappe.throw(_("Only your own phrases can be removed."), frappe.PermissionError)
	row.delete(ignore_permissions=True)
	return {}
