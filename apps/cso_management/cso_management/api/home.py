"""Figures of the first page."""

from typing import Any

import frappe
from frappe.utils import add_days, today

from .. import aggregate
from ..permissions import scope
from ..permissions.roles import REPRESENTATIVE
from ..registry.filing import states

APPLICATION = "CSO Filing Application"
ORGANIZATION = "CSO Organization"
SOON = 60
LATEST = 8
OPTIONAL_ACTIONS = ["Withdraw", "Return for Correction", "Reconsider", "Lapse"]
APPLICANT_STATES = (states.DRAFT, states.RETURNED)


@frappe.whitelist(methods=["GET"])
def get_home() -> dict[str, Any]:
	"""To-do by state for the roles of the user, what is late, the ledger at a glance, own organizations."""
	return {
		"todo": todo(),
		"latest": latest(),
		"mine": my_applications(),
		"ledger": ledger(),
		"organizations": my_organizations(),
	}


def todo() -> list[dict[str, Any]]:
	"""States in which the user has something to do, with how many wait and how many are late."""
	wanted = states_that_wait_for(frappe.get_roles())
	if not wanted or not frappe.has_permission(APPLICATION, "read"):
		return []
	found = aggregate.counts(APPLICATION, "workflow_state", {"workflow_state": ["in", wanted]})
	# Without "is set" a case that has no date at all would count as late.
	overdue = [["workflow_state", "in", wanted], ["due_on", "is", "set"], ["due_on", "<", today()]]
	late = aggregate.counts(APPLICATION, "workflow_state", overdue)
	return [
		{"state": state, "count": found[state], "overdue": late.get(state, 0)}
		for state in wanted
		if found.get(state)
	]


def states_that_wait_for(roles: list[str]) -> list[str]:
	"""A return, a withdrawal or an appeal is a possibility, no duty."""
	rows = frappe.get_all(
		"Workflow Transition",
		filters={
			"parent": "CSO Filing",
			"parenttype": "Workflow",
			"allowed": ["in", roles],
			"action": ["not in", OPTIONAL_ACTIONS],
		},
		pluck="state",
		order_by="idx asc",
	)
	waiting = list(dict.fromkeys(rows))
	if REPRESENTATIVE in roles:
		return waiting
	return [state for state in waiting if state not in APPLICANT_STATES]


def latest() -> list[Any]:
	wanted = states_that_wait_for(frappe.get_roles())
	if not wanted or not frappe.has_permission(APPLICATION, "read"):
		return []
	return frappe.get_list(
		APPLICATION,
		filters={"workflow_state": ["in", wanted]},
		fields=[
			"name",
			"org_name",
			"application_type",
			"workflow_state",
			"region_full_name",
			"due_on",
			"modified",
		],
		order_by="due_on asc, modified desc",
		limit_page_length=LATEST,
	)


def my_applications() -> list[Any]:
	if not frappe.has_permission(APPLICATION, "read"):
		return []
	return frappe.get_list(
		APPLICATION,
		filters={"owner": frappe.session.user},
		fields=[
			"name",
			"org_name",
			"application_type",
			"workflow_state",
			"due_on",
			"correction_due_on",
			"modified",
		],
		order_by="modified desc",
		limit_page_length=LATEST,
	)


def ledger() -> dict[str, Any]:
	if not frappe.has_permission(ORGANIZATION, "read"):
		return {}
	in_force = {"status": ["in", ["Active", "Suspended"]]}
	ending = {"status": "Active", "valid_to": ["between", [today(), add_days(today(), SOON)]]}
	return {
		"by_tier": aggregate.counts(ORGANIZATION, "tier", in_force),
		"by_status": aggregate.counts(ORGANIZATION, "status"),
		"ending_soon": sum(aggregate.counts(ORGANIZATION, "status", ending).values()),
		"running_states": list(states.REVIEW),
		"running": sum(
			aggregate.counts(
				APPLICATION, "workflow_state", {"workflow_state": ["in", states.REVIEW]}
			).values()
		),
	}


def my_organizations() -> list[Any]:
	names = scope.organizations_of(frappe.session.user)
	if not names:
		return []
	return frappe.get_list(
		ORGANIZATION,
		filters={"name": ["in", names]},
		fields=["name", "org_name", "status", "tier", "filing_no", "valid_to", "region_full_name"],
		order_by="org_name asc",
	)
