"""Milestones of contracts that passed without being met: both sides are told on the day after."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, today

from ..registry import notices
from .contract import CONTRACT

MILESTONE = "CSO Contract Milestone"


def run() -> None:
	"""Every day."""
	for row in missed(add_days(today(), -1)):
		_tell(frappe.get_doc(CONTRACT, row.parent), row.title)


def missed(day: Any) -> list[Any]:
	"""Milestones of running contracts that were due on the day and are not met."""
	due = frappe.get_all(
		MILESTONE,
		filters={"parenttype": CONTRACT, "due_date": day, "status": ["!=", "Met"]},
		fields=["parent", "title"],
		order_by="parent asc, idx asc",
	)
	running = frappe.get_all(
		CONTRACT,
		filters={"name": ["in", [row.parent for row in due] or [""]], "workflow_state": "Active"},
		pluck="name",
		order_by="name asc",
	)
	return [row for row in due if row.parent in set(running)]


def _tell(contract: Any, title: str) -> None:
	text = _("{0}: the milestone “{1}” is overdue.").format(contract.title, title)
	notices.to_users([contract.owner], contract, text)
	for name in filter(None, (contract.provider, contract.executing_org)):
		notices.to_organization(frappe.get_doc("CSO Organization", name), text)
