"""Why an act is refused, in words that say what to do."""

from typing import Any, NoReturn

import frappe
from frappe import _

from ..rules.machine import Refused
from . import people, store


def refuse(error: Refused, record: store.Record) -> NoReturn:
	"""Two people pressed at the same moment: the second is told who decided and when."""
	text = _texts().get(error.reason, _("This is not possible now. Reload the page."))
	if error.reason in ("closed", "not_open") and (done := _who_decided(record)):
		text = _("{0} already decided this at {1}. Reload the page.").format(*done)
	kind = (
		frappe.PermissionError if error.reason in ("not_yours", "not_submitter") else frappe.ValidationError
	)
	frappe.throw(text, kind, _("Not Possible"))
	raise error


def _who_decided(record: store.Record) -> tuple[str, str] | None:
	rows = frappe.get_all(
		store.TASK,
		filters={"approval_case": record.row.name, "status": ["in", ["Agreed", "Refused", "Returned"]]},
		fields=["acted_by", "holder", "done_at"],
		order_by="done_at desc, number desc",
		limit=1,
	)
	return (people.full_name(rows[0].acted_by or rows[0].holder), str(rows[0].done_at)) if rows else None


def _texts() -> dict[str, str]:
	return {
		"closed": _("This approval is closed. Reload the page."),
		"not_open": _("This task is no longer open. Reload the page."),
		"held": _("You asked somebody else first. Wait for the answer."),
		"not_yours": _("This task is not yours."),
		"nobody": _("Nobody is found for the next step."),
		"not_passed": _("Only a step that was already passed can be asked again."),
		"not_returned": _("The application was not returned."),
		"claimed": _("A colleague has already claimed this task."),
		"no_pool": _("This task was given to you alone and cannot be released."),
		"opinion_only": _("You were asked for an opinion; write it and answer."),
		"not_opinion": _("This task asks for a decision, not for an opinion."),
		"already_in": _("This person already takes part in the step."),
		"not_added": _("Only an added signer who has not decided can be removed."),
		"not_submitter": _("Only the submitter can do this."),
		"decided": _("The deciding step has acted; a withdrawal is no longer possible."),
		"acted_after": _("Somebody acted after you; the decision cannot be taken back."),
		"not_last": _("Only the last decision can be taken back, by whoever took it."),
	}


def labels() -> dict[str, str]:
	"""What the acts are called on buttons and papers."""
	return {
		"submit": _("Submit for Approval"),
		"agree": _("Agree to It"),
		"refuse": _("Refuse It"),
		"return": _("Return It"),
		"resubmit": _("Submit Again"),
		"transfer": _("Transfer"),
		"delegate": _("Ask for an Opinion"),
		"answer": _("Give the Opinion"),
		"add_signer": _("Add Signer"),
		"remove_signer": _("Remove Signer"),
		"copy": _("Copy To"),
		"withdraw": _("Withdraw It"),
		"take_back": _("Take Back"),
		"urge": _("Urge"),
		"clarify": _("Ask a Question"),
		"comment": _("Write a Comment"),
		"terminate": _("Terminate"),
		"claim": _("Claim"),
		"release": _("Release"),
		"lapse": _("Lapse It"),
		"relief": _("Extend the Deadline"),
		"escalate": _("Tell the Next Level"),
		"move": _("Move to Another Version"),
	}


def label(act: Any) -> str:
	return labels().get(str(act), str(act))
