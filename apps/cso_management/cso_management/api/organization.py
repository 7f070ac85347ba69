"""The history of an organization, and decisions on its status after a hearing."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import today

from ..approvals import log
from ..permissions import roles
from ..registry import heads, notices
from ..registry.filing import guard, numbering

DOCTYPE = "CSO Organization"
DECISIONS = {
	"Suspend": (("Active",), "Suspended"),
	"Resume": (("Suspended",), "Active"),
	"Revoke": (("Active", "Suspended", "Expired"), "Revoked"),
}
DECIDERS = (roles.TOWNSHIP_LEADER, roles.COUNTY_LEADER)


@frappe.whitelist(methods=["GET"])
def get_history(name: str) -> dict[str, Any]:
	"""Applications and status decisions, oldest first."""
	doc = _readable(name)
	applications = frappe.get_list(
		"CSO Filing Application",
		filters={"organization": doc.name},
		fields=["name", "application_type", "workflow_state", "applied_on", "decision_date", "decision_no"],
		order_by="creation asc",
		limit_page_length=0,
	)
	return {
		"applications": applications,
		"log": log.rows_of(DOCTYPE, doc.name),
		"decisions": decisions_of(doc),
	}


@frappe.whitelist(methods=["POST"])
def decide_status(name: str, decision: str, reason: str, hearing_record: str = "") -> dict[str, Any]:
	"""Suspend, resume or revoke, by a leader, with the reason and the record of the hearing."""
	doc = _readable(name)
	check_decision(doc, decision, reason, hearing_record)
	before = doc.status
	doc.update({"status": DECISIONS[decision][1], "status_reason": reason, "status_changed_on": today()})
	if decision == "Revoke":
		doc.status_decision_no = numbering.decision_number(doc, heads.decision_word_of(doc.region))
	doc.flags.by_application = True
	# The leader reads the ledger; this decision, checked above, is what allows the write.
	doc.save(ignore_permissions=True)
	_write_log(doc, decision, before, reason, hearing_record)
	notices.to_organization(doc, _("{0}: {1}").format(doc.org_name, _(doc.status)))
	return {"name": doc.name, "status": doc.status}


def decisions_of(doc: Any) -> list[str]:
	if set(DECIDERS).isdisjoint(frappe.get_roles()) or frappe.session.user == "Administrator":
		return []
	return [name for name, (before, _after) in DECISIONS.items() if doc.status in before]


def check_decision(doc: Any, decision: str, reason: str, hearing_record: str) -> None:
	guard.check_actor(doc)
	frappe.only_for(DECIDERS)
	if decision not in DECISIONS or doc.status not in DECISIONS[decision][0]:
		frappe.throw(
			_("{0} is not possible for an organization that is {1}.").format(_(decision), _(doc.status))
		)
	if not reason.strip():
		frappe.throw(_("Write the reason of the decision."))
	if decision == "Revoke" and not hearing_record.strip():
		frappe.throw(_("Hear the organization first, and write what it said."))


def _write_log(doc: Any, decision: str, before: str, reason: str, hearing_record: str) -> None:
	user = frappe.session.user
	role = next(role for role in DECIDERS if role in frappe.get_roles(user))
	log.write(
		doc,
		action=decision,
		from_state=before,
		to_state=doc.status,
		opinion="\n".join(text for text in (reason, hearing_record) if text),
		actor=user,
		actor_name=frappe.db.get_value("User", user, "full_name"),
		role=role,
		level=roles.LEVEL_OF_ROLE[role],
	)


def _readable(name: str) -> Any:
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("read")
	return doc
