"""After the document is written: open what comes next, write case, tasks and log, tell people."""

from typing import Any

from .. import log
from ..rules import machine, model, returns
from . import form, moving, notices, opening, store
from .effects import ADOPT, BACK, FORWARD, OPEN, REFUSE, RESUBMIT, TAKE_BACK, TERMINATE, WITHDRAW
from .turn import Turn


def finish(turn: Turn, doc: Any) -> None:
	"""Open what comes next, write case, tasks and log, tell people."""
	turn.doc = doc
	left = turn.case.step
	FINISHES.get(turn.effect, lambda _turn: None)(turn)
	opening.look_for_repeats(turn)
	store.save(turn.record, doc)
	if turn.effect in (BACK, TAKE_BACK, RESUBMIT) and doc.meta.get_field("due_on"):
		doc.db_set("due_on", turn.record.row.due_on)
	if not turn.is_logged:
		_write_log(turn, left)
	notices.about_turn(turn)
	_remember_act(turn)


def _write_log(turn: Turn, step: str) -> None:
	state = turn.doc.get(turn.route.state_field)
	log.write(
		turn.doc,
		**{
			**turn.log_values(),
			"action": turn.action or turn.act,
			"step": step,
			"from_state": turn.from_state or state,
			"to_state": state,
			"opinion": turn.opinion,
			"corrections": "\n".join(
				f"{row.get('cited_field')}：{row.get('problem')}" for row in turn.corrections
			),
			"round": turn.case.round,
			"is_system": int(bool(turn.rule)),
		},
	)


def _remember_act(turn: Turn) -> None:
	if turn.act_id:
		turn.record.memory.setdefault("acts", {})[turn.act_id] = turn.answer()
		store.save(turn.record, turn.doc)


def _finish_forward(turn: Turn) -> None:
	step = turn.record.step
	following = turn.route.after(step.step_key, turn.doc)
	state = turn.doc.get(turn.route.state_field)
	if state == step.state and following:
		opening.open_step(turn, following)
	elif state == step.state:
		machine.close(turn.case, model.APPROVED)
	else:
		opening.open_in(turn, state)


def _finish_open(turn: Turn) -> None:
	"""A submission, or a document that enters a deciding state without a case."""
	memory = turn.record.memory
	memory["from_state"], memory["chosen"] = turn.from_state, turn.people
	memory["first_state"] = turn.doc.get(turn.route.state_field)
	memory["submitted"] = form.values_of(turn.doc)
	memory["last_submitted"] = memory["submitted"]
	opening.open_in(turn, turn.doc.get(turn.route.state_field))


def _finish_adopt(turn: Turn) -> None:
	"""What was submitted is not known; the form as it stands counts."""
	memory = turn.record.memory
	memory["from_state"], memory["chosen"] = str(turn.route.workflow.states[0].state), []
	memory["first_state"] = turn.from_state
	memory["submitted"] = memory["last_submitted"] = form.values_of(turn.doc)
	opening.open_in(turn, turn.from_state)


def _finish_resubmit(turn: Turn) -> None:
	"""The workflow says where the document goes; the step says who is asked again."""
	case, memory = turn.case, turn.record.memory
	returned = dict(case.returned)
	before = memory.get("last_submitted", {})
	now = memory["last_submitted"] = form.values_of(turn.doc)
	memory["chosen"] = turn.people or memory.get("chosen", [])
	back = machine.resubmit(case)
	step = turn.route.step(back) if back else None
	state = step.state if step else memory.get("first_state") or turn.doc.get(turn.route.state_field)
	moving.jump(turn.route, turn.doc, state)
	if step is None:
		opening.open_in(turn, state)
		return
	cited = set((memory.get("returns") or [{"fields": []}])[-1]["fields"])
	texts = [field for field in cited if not form.is_attachment(turn.doc, field)]
	only_attachments = not any(before.get(field) != now.get(field) for field in texts)
	found = opening.find_people(turn, step)
	again, start = returns.reopened(
		step.mode or "any", found.people, returned, only_attachments=only_attachments
	)
	opening.open_step(turn, step, only=again, start=start)


def _finish_back(turn: Turn) -> None:
	machine.go_back_to(turn.case, turn.to)
	opening.open_step(turn, turn.route.step(turn.to))


FINISHES = {
	FORWARD: _finish_forward,
	OPEN: _finish_open,
	ADOPT: _finish_adopt,
	RESUBMIT: _finish_resubmit,
	REFUSE: lambda turn: machine.close(turn.case, model.CASE_REFUSED),
	BACK: _finish_back,
	WITHDRAW: lambda turn: machine.close(turn.case, model.WITHDRAWN),
	TERMINATE: lambda turn: machine.close(turn.case, model.TERMINATED),
}
