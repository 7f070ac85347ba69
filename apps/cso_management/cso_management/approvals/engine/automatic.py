"""What goes on by rule, without anybody pressing: logged as the system, with the rule."""

from typing import Any

import frappe
from frappe import _

from ..rules import machine, model, modes
from .carrying import carry_out
from .effects import FORWARD, WAITING
from .finishing import finish
from .store import Record
from .turn import Turn


def follow(record: Record) -> None:
	"""What a rule decides after the act: a step passed over, or somebody who decided before."""
	after = record.memory.pop("auto", None)
	if not after:
		return
	doc = frappe.get_doc(record.row.reference_doctype, record.row.reference_name)
	step = record.route.step(after["step"])
	task = record.case.task(after.get("number") or 0)
	if task and task.status == model.OPEN:
		system_agree(record, doc, task, step.on_decided_before)
	if after.get("skip"):
		turn = Turn(record, doc, "agree", "Administrator", rule="skip")
		turn.effect = FORWARD
		carry_out(turn)
		follow(record)


def system_agree(record: Record, doc: Any, task: model.Task, rule: str) -> None:
	turn = Turn(record, doc, "agree", "Administrator", rule=rule, opinion=_("By rule: {0}").format(_(rule)))
	turn.number, turn.principal = task.number, task.holder
	step = record.route.machine_step(task.step)
	user = task.holder or (task.pool[0] if task.pool else "")
	found = machine.decide(record.case, step, task.number, user, model.AGREED)
	turn.note_decision(task.number)
	if found == modes.PASS:
		turn.effect = FORWARD
	carry_out(turn) if turn.effect != WAITING else finish(turn, doc)
	follow(record)
