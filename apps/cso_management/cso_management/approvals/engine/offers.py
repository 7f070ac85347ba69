"""Which acts the page offers to the user of this request, and what each asks for."""

from typing import Any

from frappe import _

from ..rules import acts, clock, model, opinions
from . import candidates, case_days, decision, fields, moving, people, second_return, store, words
from .turn import Turn

PEOPLE = {
	"transfer": "one",
	"delegate": "one",
	"clarify": "one",
	"remove_signer": "one",
	"add_signer": "many",
	"copy": "many",
}


def of(
	record: store.Record, doc: Any, turn: Turn, mine: list[tuple[model.Task, str]]
) -> list[dict[str, Any]]:
	if people.holds_no_right(turn.user) or record.step is None:
		return []
	step = record.route.machine_step(record.case.step)
	names = acts.possible(
		record.case, step, turn.user, record.route.deciding(), [task for task, _who in mine]
	)
	if "return" in names and second_return.is_next(record) and not second_return.may_decide(turn):
		names.remove("return")
	elif "return" not in names and record.case.status == model.RUNNING and second_return.is_next(record):
		names += ["return"] if second_return.may_decide(turn) else []
	if "refuse" in names and not record.step.refuse_action:
		names.remove("refuse")
	if "resubmit" not in names and fields.may_resubmit(doc, record):
		names.append("resubmit")
	if "withdraw" in names and not _has_withdrawal(record, doc):
		names.remove("withdraw")
	if record.case.status == model.RUNNING and turn.user in _above(record, doc):
		names.append("terminate")
	return [_act(record, name, turn, mine) for name in names]


def _has_withdrawal(record: store.Record, doc: Any) -> bool:
	"""A workflow that names the states in which one may withdraw is followed."""
	action = record.route.get("withdraw_action")
	return not action or bool(moving.transitions(record.route, doc, [action]))


def _above(record: store.Record, doc: Any) -> list[str]:
	role = record.step.escalate_role
	return people.of_role(role, record.route.region_of(doc)) if role else []


def _act(record: store.Record, name: str, turn: Turn, mine: list[tuple[model.Task, str]]) -> dict[str, Any]:
	rule = record.step.opinion_rule or "negative"
	overdue = case_days.light(record.row.due_on) == clock.RED
	row: dict[str, Any] = {
		"act": name,
		"label": words.label(name),
		"opinion": opinions.needs_opinion(rule, name, overdue=overdue)
		or name in ("answer", "clarify", "comment"),
		"corrections": name == "return",
		"people": PEOPLE.get(name, "none"),
		"blocked": _blocked(record, name, turn, mine),
	}
	if name == "agree" and _asks_for_people(record, turn.doc):
		row["people"] = "many"
	if name == "return":
		row["targets"] = [{"step": "", "label": _("The applicant")}] + [
			{"step": key, "label": _(record.route.step(key).label)} for key in reversed(record.case.passed)
		]
	if name == "add_signer":
		row["positions"] = [model.BEFORE, model.AFTER, model.BESIDE]
	return row


def _asks_for_people(record: store.Record, doc: Any) -> bool:
	"""Does whoever agrees name the people of the next step?"""
	after = moving.following(record.route, record.step, doc)
	return after is not None and candidates.to_choose(record.route, after, doc, "agree") is not None


def _blocked(record: store.Record, name: str, turn: Turn, mine: list[tuple[model.Task, str]]) -> str | None:
	if name not in ("agree", "refuse") or not mine or not record.step.deciding:
		return None
	barred = {record.case.submitter, *decision.examiners(turn, record.case.step)}
	if {turn.user, mine[0][1]} & barred:
		return _("You submitted or examined this application, so a colleague must decide it.")
	return None
