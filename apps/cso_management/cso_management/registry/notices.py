"""Notices in the inbox of people."""

from typing import Any

import frappe
from frappe import _

from ..permissions import scope


def to_users(users: list[str], doc: Any, subject: str, content: str = "") -> None:
	for user in sorted(set(users) - {frappe.session.user, "Administrator", "Guest"}):
		notice = frappe.get_doc(
			{
				"doctype": "Notification Log",
				"for_user": user,
				"from_user": frappe.session.user,
				"type": "Alert",
				"subject": subject,
				"email_content": content or None,
				"document_type": doc.doctype,
				"document_name": doc.name,
			}
		)
		notice.insert(ignore_permissions=True)


def to_organization(organization: Any, subject: str) -> None:
	contacts = frappe.get_all(
		"CSO Contact",
		filters={"organization": organization.name, "disabled": 0},
		pluck="user",
		order_by="user asc",
	)
	to_users(contacts, organization, subject)


def about_move(doc: Any, action: str) -> None:
	"""The applicant learns every step; the next office learns that something waits.

	Where a route is followed, the engine tells those whose turn it is.
	"""
	if doc.flags.approval_turn:
		return
	subject = _("{0}: {1}").format(doc.org_name or doc.name, _(doc.workflow_state))
	to_users([doc.owner], doc, subject)
	to_users(next_actors(doc), doc, subject)


def next_actors(doc: Any) -> list[str]:
	roles = frappe.get_all(
		"Workflow Transition",
		filters={"parent": "CSO Filing", "parenttype": "Workflow", "state": doc.workflow_state},
		pluck="allowed",
		order_by="idx asc",
	)
	roles = [role for role in set(roles) if role != "CSO Representative"]
	holders = frappe.get_all(
		"Has Role",
		filters={"role": ["in", roles or [""]], "parenttype": "User"},
		pluck="parent",
		order_by="parent asc",
	)
	return [user for user in set(holders) if user != "Administrator" and scope.covers(user, doc.region)]
