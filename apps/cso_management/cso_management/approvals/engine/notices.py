"""Who hears what. Notices are rows of the same transaction, so that none is lost or sent twice."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from ...registry import notices
from ..rules import model
from . import people
from .effects import WAITING

COPY = "CSO Approval Copy"


def about_turn(turn: Any) -> None:
	"""Those whose turn begins, and the submitter when the case moved."""
	record, doc = turn.record, turn.doc
	title = record.row.title
	fresh = set()
	for task in record.case.open_tasks():
		if record.memory.setdefault("told", {}).get(str(task.number)):
			continue
		record.memory["told"][str(task.number)] = 1
		fresh |= {task.holder} if task.holder else set(task.pool)
	stand_ins = people.nearest_stand_ins(fresh, doc, record.route)
	label = _(record.step.label) if record.step else ""
	notices.to_users(sorted(fresh | stand_ins), doc, _("{0}: {1} waits for you.").format(title, label))
	if turn.effect != WAITING and turn.user != record.case.submitter:
		subject = _("{0}: {1}").format(title, _(doc.get(record.route.state_field) or ""))
		notices.to_users([record.case.submitter], doc, subject)


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
