"""What a link in a mail opens: the page of the case; Frappe's own signed links, which end in the engine."""

from typing import Any
from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import escape_html, get_url, getdate, today
from frappe.utils.verified_command import verify_request
from frappe.workflow.doctype.workflow_action import workflow_action as standard

from ..rules import model, opinions
from . import attempts, candidates, moving, routes, stock, store, workflow_acts


@frappe.whitelist(allow_guest=True, methods=["GET"])
def open_task(task: str, user: str, until: str) -> None:
	"""To the page of the case. The link logs nobody in and decides nothing."""
	if not verify_request():
		return
	if getdate(until) < getdate(today()):
		_page(_("Link Expired"), _("This link has expired. Sign in and look under your tasks."))
		return
	fields = ["reference_doctype", "reference_name"]
	found = frappe.db.get_value(store.TASK, task, fields, as_dict=True)
	if not found:
		_page(_("Link Expired"), _("This task is no longer there."))
		return
	_to_case(found.reference_doctype, found.reference_name)


@frappe.whitelist(allow_guest=True, methods=["GET"])
def apply_action(
	action: str,
	doctype: str,
	docname: str,
	current_state: str,
	user: str | None = None,
	last_modified: str | None = None,
) -> None:
	"""Frappe's link: asks once more, or leads to the case's page where more than a word is needed."""
	if not _needs_page(doctype, docname, action):
		standard.apply_action(action, doctype, docname, current_state, user, last_modified)
	elif verify_request():
		_to_case(doctype, docname)


@frappe.whitelist(allow_guest=True, methods=["GET"])
def confirm_action(doctype: str, docname: str, user: str, action: str) -> None:
	"""Frappe's second step, by the user of the signed link; with a route the engine judges it."""
	if not routes.is_routed(doctype):
		standard.confirm_action(doctype, docname, user, action)
		return
	if not verify_request():
		return
	if _needs_page(doctype, docname, action):
		_to_case(doctype, docname)
		return
	reader = frappe.session.user
	frappe.set_user(user if reader == "Guest" and user else reader)
	error = attempts.run(stock.apply_workflow, {"doctype": doctype, "name": docname}, action)
	frappe.set_user(reader)
	if error:
		_page(_("Not Possible"), error)
		return
	frappe.local.flags.commit = True
	_page(_("Done"), _("Your decision on {0} is recorded.").format(docname))


def _needs_page(doctype: str, docname: str, action: str) -> bool:
	"""Does the act ask for an opinion, a signature, a list or people? A link carries none of them."""
	record = store.live(doctype, docname) if routes.is_routed(doctype) else None
	if record is None or record.case.status != model.RUNNING:
		return False
	step, act = record.step, workflow_acts.act_of_action(record, {action})
	if act != "agree":
		return True
	doc = frappe.get_doc(doctype, docname)
	after = moving.following(record.route, step, doc)
	return (
		opinions.needs_opinion(step.opinion_rule or "negative", act, overdue=True)
		or opinions.needs_signature(step.signature or "none", act)
		or (after is not None and candidates.to_choose(record.route, after, doc, act) is not None)
	)


def _to_case(doctype: str, name: Any) -> None:
	frappe.local.response["type"] = "redirect"
	frappe.local.response["location"] = get_url(f"/cso/form/{quote(doctype)}/{quote(str(name))}")


def _page(title: str, text: str) -> None:
	frappe.respond_as_web_page(title, escape_html(text))
