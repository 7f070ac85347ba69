"""Who hears what. Notices are rows of the same transaction, so that none is lost or sent twice."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from ...registry import notices
from ..rules import model
from . import mails, people
from .effects import RETURN, WAITING

COPY = "CSO Approval Copy"


def about_turn(turn: Any) -> None:
	"""Those whose turn begins, and the submitter when the case moved."""
	record, doc = turn.record, turn.doc
	title = record.row.title
	fresh: set[str] = set()
	by_mail = mails.is_on()
	for task in record.case.open_tasks():
		if record.memory.setdefault("told", {}).get(str(task.number)):
			continue
		record.memory["told"][str(task.number)] = 1
		users = {task.holder} if task.holder else set(task.pool)
		users |= people.nearest_stand_ins(users, doc, record.route)
		fresh |= users
		if by_mail:
			mails.about_task(turn, task, users)
	label = _(record.step.label) if record.step else ""
	notices.to_users(sorted(fresh), doc, _("{0}: {1} waits for you.").format(title, label))
	if turn.effect != WAITING and turn.user != record.case.submitter:
		subject = _("{0}: {1}").format(title, _(doc.get(record.route.state_field) or ""))
		notices.to_users([record.case.submitter], doc, subject, cited_text(turn))


def cited_text(turn: Any) -> str:
	"""Every cited field of a return with what is missing, so that the applicant can mend all at once."""
	if turn.effect != RETURN:
		return ""
	open_rows = [row for row in turn.doc.get("correction_items") or [] if not row.get("closed")]
	lines = []
	for row in open_rows or turn.corrections:
		label = row.get("cited_label") or _(turn.doc.meta.get_label(row.get("cited_field") or "") or "")
		text = f"{label}：{row.get('problem') or ''}" if label else str(row.get("problem") or "")
		lines.append(text + (f"（{row.get('basis')}）" if row.get("basis") else ""))
	return "<br>".join(frappe.utils.escape_html(line) for line in lines)


def copy(turn: Any, user: str) -> None:
	"""Read access and a notice, no decision."""
	record = turn.record
	if frappe.db.exists(COPY, {"approval_case": record.row.name, "user": user}):
		return
	frappe.get_doc(
		{
			"doctype": COPY,
			"approval_case": record.row.name,
			"reference_doctype": turn.doc.doctype,
			"reference_name": turn.doc.name,
			"title": record.row.title,
			"user": user,
			"copied_by": turn.user,
			"at": now_datetime(),
		}
	).insert(ignore_permissions=True)
	notices.to_users([user], turn.doc, _("{0}: a copy for you.").format(record.row.title))


def urge(turn: Any, task: model.Task) -> None:
	users = [task.holder] if task.holder else list(task.pool)
	who = people.full_name(turn.user)
	notices.to_users(
		users, turn.doc, _("{0}: {1} asks you to decide soon.").format(turn.record.row.title, who)
	)


def ask(turn: Any) -> None:
	subject = _("{0}: {1} asks: {2}").format(
		turn.record.row.title, people.full_name(turn.user), turn.opinion[:80]
	)
	notices.to_users(turn.people, turn.doc, subject)
