"""What the credit lists make of an organization."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import today

ENTRY = "CSO Credit List Entry"
NORMAL, ABNORMAL, SERIOUS = "Normal", "Abnormal", "Serious"


def state_of(lists: list[str]) -> str:
	"""The heavier list counts."""
	return next((name for name in (SERIOUS, ABNORMAL) if name in lists), NORMAL)


def refresh(organization: str) -> None:
	"""Write the state that follows from the entries in force."""
	lists = frappe.get_all(
		ENTRY,
		filters={"organization": organization, "workflow_state": ["in", ("Listed", "Removal Decision")]},
		pluck="list_type",
		order_by="name asc",
	)
	frappe.db.set_value("CSO Organization", organization, "credit_state", state_of(lists))


def record(organization: str, record_type: str, content: str, source: Any = None) -> None:
	"""A line in the credit file of an organization."""
	values = {"organization": organization, "record_type": record_type, "content": content}
	if source is not None:
		values |= {"source_doctype": source.doctype, "source_name": source.name}
	frappe.get_doc({"doctype": "CSO Credit Record", "recorded_on": today(), **values}).insert(
		ignore_permissions=True
	)


def propose(
	organization: str, list_type: str, ground: str, facts: str, source: Any, effect: str = ""
) -> str | None:
	"""A draft entry for the county to judge; nothing when the same proposal is already there."""
	same = {"organization": organization, "source_doctype": source.doctype, "source_name": source.name}
	if frappe.db.exists(ENTRY, {**same, "list_type": list_type, "ground": ground}):
		return None
	entry = frappe.get_doc(
		{
			"doctype": ENTRY,
			**same,
			"list_type": list_type,
			"ground": ground,
			"ground_text": facts,
			"proposed_effect": effect,
		}
	)
	return str(entry.insert(ignore_permissions=True).name)


def block_if_serious(organization: str | None, label: str) -> None:
	"""Refuse an organization on the serious list."""
	if not organization:
		return
	name, state = frappe.db.get_value("CSO Organization", organization, ["org_name", "credit_state"])
	if state == SERIOUS:
		frappe.throw(
			_("{0}: {1} is on the list of serious dishonesty and cannot take part.").format(label, name),
			title=_("Not Possible"),
		)
