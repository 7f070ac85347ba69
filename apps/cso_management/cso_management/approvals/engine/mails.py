"""Mails about tasks: queued in the transaction of the act, sent after it; none without a mail account."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import escape_html

from ..rules import model
from . import links, people


def is_on() -> bool:
	"""An account that sends by default."""
	return bool(frappe.db.exists("Email Account", {"enable_outgoing": 1, "default_outgoing": 1}))


def about_task(turn: Any, task: model.Task, users: set[str]) -> None:
	"""To whoever has the turn, each with a link of his own."""
	for user in sorted(users - {turn.user}):
		if wants_mail(user):
			_send(turn, task, user)


def wants_mail(user: str) -> bool:
	"""An address, a live account, and mails not switched off."""
	enabled = frappe.db.get_value("Notification Settings", user, "enable_email_notifications")
	return "@" in user and not people.is_disabled(user) and (enabled is None or bool(int(enabled)))


def _send(turn: Any, task: model.Task, user: str) -> None:
	record, doc = turn.record, turn.doc
	step = record.route.step(task.step)
	name = record.task_name(task.number)
	due = record.memory.get("due", {}).get(str(task.number))
	rows = [
		(_("Document"), f"{_(doc.doctype)} {doc.name}"),
		(_("Step"), _(step.label)),
		(_("Submitter"), people.full_name(record.case.submitter)),
		(_("Due On"), due or "—"),
	]
	table = "".join(f"<tr><td>{escape_html(a)}</td><td>{escape_html(b)}</td></tr>" for a, b in rows)
	link = escape_html(links.of_task(name, user))
	text = _("The link opens the page of the case for {0} days; you sign in there.").format(links.VALID_DAYS)
	button = f'<p><a href="{link}">{escape_html(_("Open the Case"))}</a></p>'
	frappe.sendmail(
		recipients=[user],
		subject=_("{0}: {1} waits for you.").format(record.row.title, _(step.label)),
		message=f"<table>{table}</table>{button}<p>{escape_html(text)}</p>",
		reference_doctype=doc.doctype,
		reference_name=doc.name,
	)
