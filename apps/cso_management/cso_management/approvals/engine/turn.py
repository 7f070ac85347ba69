"""One act on one document: judged by the rules, carried out, written down; all in one transaction."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from .. import log
from ..rules import edges, machine, model, modes, opinions, returns
from . import moving, notices, people, proof, store, words
from .store import Record

DECISIONS = {"agree": model.AGREED, "refuse": model.REFUSED, "return": model.RETURNED}
FORWARD, WAITING, REFUSE, RETURN, BACK, WITHDRAW, TERMINATE, TAKE_BACK, OPEN = (
	"forward",
	"waiting",
	"refuse",
	"return",
	"back",
	"withdraw",
	"terminate",
	"take back",
	"open",
)


class Turn:
	"""Who, for whom, with which task, does what; and the effect that follows."""

	def __init__(self, record: Record, doc: Any, act: str, user: str, **details: Any) -> None:
		self.record, self.doc, self.act, self.user = record, doc, act, user
		self.case, self.route = record.case, record.route
		self.principal = user
		self.number = 0
		self.opinion: str = (details.get("opinion") or "").strip()
		self.people: list[str] = list(dict.fromkeys(details.get("people") or []))
		self.position: str = details.get("position") or model.BEFORE
		self.to: str = details.get("to") or ""
		self.corrections: list[dict[str, Any]] = details.get("corrections") or []
		self.signature: str = details.get("signature") or ""
		self.act_id: str = details.get("act_id") or ""
		self.action: str = details.get("action") or ""
		self.rule: str = details.get("rule") or ""
		self.effect = WAITING
		self.from_state = ""
		self.is_logged = False
		self.wanted_task: str | None = details.get("task")

	# choosing the task ----------------------------------------------------------------------

	def take_task(self, kind: str | None = None) -> int:
		"""The open task with which the user acts, his own first, then one he stands in for."""
		found = self.my_tasks()
		wanted = self.record.number_of(self.wanted_task)
		if wanted:
			found = [row for row in found if row[0].number == wanted]
		if kind:
			found = [row for row in found if row[0].kind == kind]
		if not found:
			raise machine.Refused(self._why_no_task(wanted), self.case.task(wanted))
		task, self.principal = found[0]
		self.number = task.number
		return task.number

	def my_tasks(self) -> list[tuple[model.Task, str]]:
		givers = people.principals(self.user, self.doc, self.route)
		found = []
		for person in (self.user, *givers):
			found += [
				(task, person)
				for task in self.case.open_tasks()
				if task.holder == person or (not task.holder and person in task.pool)
			]
		return found

	def _why_no_task(self, wanted: int) -> str:
		if self.case.status in model.CLOSED:
			return "closed"
		task = self.case.task(wanted)
		if task is None:
			mine = [task for task in self.case.tasks if self.user in (task.holder, task.acted_by, *task.pool)]
			if not mine:
				return "not_yours"
			task = mine[-1]
		return "held" if task.status == model.HELD else "not_open"

	# judging -------------------------------------------------------------------------------

	def check_decision(self, task: model.Task) -> None:
		step = self.route.step(task.step)
		if people.holds_no_right(self.user):
			refuse_administrator()
		examined = self.examiners(task.step)
		is_vote = self.act in ("agree", "refuse")
		if is_vote and not edges.may_decide(
			self.user, self.principal, self.case.submitter, examined, deciding=bool(step.deciding)
		):
			frappe.throw(
				_("You submitted or examined this application, so a colleague must decide it."),
				frappe.PermissionError,
				_("Not Permitted"),
			)
		self.check_words(step, task)

	def check_words(self, step: Any, task: model.Task) -> None:
		due = self.record.memory.get("due", {}).get(str(task.number))
		overdue = bool(due) and getdate(today()) > getdate(due)
		if (
			opinions.needs_opinion(step.opinion_rule or "negative", self.act, overdue=overdue)
			and not self.opinion
		):
			frappe.throw(
				_("{0}: write your opinion first.").format(words.label(self.act)), title=_("Opinion")
			)
		if opinions.needs_signature(step.signature or "none", self.act) and not self.signature:
			frappe.throw(_("This step asks for your signature."), title=_("Signature"))
		keeps_list = bool(
			self.doc.meta.get_field("correction_items")
		)  # such a document checks its list itself
		if self.act == "return" and not self.corrections and not keeps_list:
			frappe.throw(_("Name at least one field and what is missing."), title=_("Correction List"))

	def examiners(self, but: str) -> set[str]:
		pressed = {row["user"] for row in self.record.memory.get("pressed", []) if row["step"] != but}
		return self.case.deciders(but) | pressed

	# the effect of a verdict ----------------------------------------------------------------

	def decide(self) -> None:
		number = self.take_task(model.DECIDE)
		task = self.case.task(number)
		if task is None:
			raise machine.Refused("closed")
		self.check_decision(task)
		step = self.route.machine_step(self.case.step)
		found = machine.decide(self.case, step, number, self.principal, DECISIONS[self.act])
		if not task.holder:
			task.holder = self.principal
		self.record.memory.setdefault("pressed", []).append({"user": self.user, "step": step.key})
		self._note_decision(number)
		if found == modes.PASS:
			self.effect = FORWARD
		elif found == modes.FAIL:
			self._fail(step, number)

	def _fail(self, step: model.Step, number: int) -> None:
		if self.act == "refuse" or (self.act == "agree"):
			self.effect = REFUSE
			return
		goal = self._return_goal()
		if goal:
			self.effect, self.to = BACK, goal
			return
		self.effect = RETURN
		self.remember_return(step.key)
		machine.send_back(self.case, step, number, self.principal)

	def _return_goal(self) -> str:
		"""A passed step, or nothing for the submitter."""
		if self.to == "previous":
			if not self.case.passed:
				return ""
			return self.case.passed[-1]
		if self.to and self.to not in self.case.passed:
			raise machine.Refused("not_passed")
		return self.to

	def return_over(self) -> None:
		"""A return by the role above, which holds no task of the step."""
		step = self.route.machine_step(self.case.step)
		if not self.opinion:
			frappe.throw(
				_("{0}: write your opinion first.").format(words.label("return")), title=_("Opinion")
			)
		self.remember_return(step.key)
		machine.send_back(self.case, step, 0, self.user)
		self.case.returned["user"] = next((task.holder for task in self.case.here() if task.holder), "")
		self.effect = RETURN

	def remember_return(self, step: str) -> None:
		"""What was cited now, and whether it could have been asked at once (一次性告知)."""
		memory = self.record.memory
		rows = self.corrections or [
			row.as_dict() for row in self.doc.get("correction_items") or [] if not row.get("closed")
		]
		cited = sorted({str(row.get("cited_field") or "") for row in rows} - {""})
		values = {field: field_text(self.doc, field) for field in cited}
		first = memory.get("submitted", {})
		unchanged = {field for field in cited if first.get(field, None) == values[field]}
		late = returns.could_have_been_asked(memory.get("returns", []), step, cited, unchanged)
		memory.setdefault("returns", []).append(
			{"round": self.case.round, "step": step, "fields": cited, "late": late}
		)
		if late:
			memory["flagged"] = sorted({*memory.get("flagged", []), *late})

	def _note_decision(self, number: int) -> None:
		self.record.note(
			number,
			acted_by=self.user,
			on_behalf_of=self.principal if self.principal != self.user else None,
			opinion=self.opinion,
			signature=self.signature,
		)

	# carrying out --------------------------------------------------------------------------

	def carry_out(self) -> None:
		"""Move the document where the effect says so; `finish` runs inside its save."""
		doc, route, step = self.doc, self.route, self.record.step
		self.from_state = doc.get(route.state_field)
		actions = self.actions_of_effect(step, doc)
		if actions is None:
			self._jump()
			self.finish(doc)
			return
		self._fill_document(doc)
		doc.flags.approval_turn = self
		self.action = moving.target(route, doc, actions).action
		moving.along(route, doc, actions, [self.user, self.principal, *self._givers()])

	def actions_of_effect(self, step: Any, doc: Any) -> list[str] | None:
		"""Actions of the workflow for the effect, or nothing when no transition is to be taken."""
		if self.effect == FORWARD:
			return None if self.route.after(step.step_key, doc) else self._agree_actions(step, doc)
		single = {
			REFUSE: step.refuse_action,
			RETURN: step.return_action,
			WITHDRAW: self.route.get("withdraw_action"),
		}
		if self.effect in single:
			return [single[self.effect]] if single[self.effect] else None
		if self.effect == BACK and step.back_action:
			found = moving.transitions(self.route, doc, [step.back_action])
			goal = self.route.step(self.to).state
			return [step.back_action] if any(row.next_state == goal for row in found) else None
		return None

	def _agree_actions(self, step: Any, doc: Any) -> list[str] | None:
		listed = [line.strip() for line in (step.agree_actions or "").split("\n") if line.strip()]
		has_way = any(row.state == step.state for row in self.route.workflow.transitions)
		return (listed or self._other_actions(step)) if has_way else None

	def _other_actions(self, step: Any) -> list[str]:
		"""A route that names no action: every action of the state that is not for something else."""
		named = {step.refuse_action, step.return_action, step.back_action, self.route.get("withdraw_action")}
		rows = [row.action for row in self.route.workflow.transitions if row.state == step.state]
		return [action for action in dict.fromkeys(rows) if action not in named]

	def _jump(self) -> None:
		goal = None
		if self.effect in (BACK, TAKE_BACK) and self.to:
			goal = self.route.step(self.to).state
		elif self.effect in (WITHDRAW, RETURN):
			goal = self._state_before()
		elif self.effect == TERMINATE:
			goal = moving.end_of(self.route, self.route.get("withdraw_action")) or self._state_before()
		if goal:
			moving.jump(self.route, self.doc, goal)

	def _state_before(self) -> str:
		"""Where the document was when it was submitted."""
		return str(self.record.memory.get("from_state") or self.route.workflow.states[0].state)

	def _fill_document(self, doc: Any) -> None:
		"""Documents that keep an opinion and a list of corrections themselves get them."""
		if doc.meta.get_field("next_opinion") and self.opinion:
			doc.next_opinion = self.opinion
		if doc.meta.get_field("correction_items"):
			for row in self.corrections:
				doc.append(
					"correction_items",
					{field: row.get(field) for field in ("cited_field", "cited_row", "problem", "basis")},
				)

	def _givers(self) -> list[str]:
		"""Whoever gave the task away or added a signer lends his rights to the save."""
		task = self.case.task(self.number)
		found = []
		while task is not None:
			found += [task.added_by, task.holder]
			task = self.case.task(task.parent)
		found += [other.acted_by for other in self.case.here() if other.status == model.TRANSFERRED]
		here = {row.step_key for row in self.route.steps if row.state == self.from_state}
		same_round = [other for other in self.case.tasks if other.round == self.case.round]
		found += [
			other.acted_by or other.holder
			for other in same_round
			if other.step in here and other.status == model.AGREED
		]
		return [user for user in found if user]

	# after the document is written ---------------------------------------------------------

	def finish(self, doc: Any) -> None:
		"""Open what comes next, write case, tasks and log, tell people."""
		self.doc = doc
		left = self.case.step
		FINISHES.get(self.effect, lambda _turn: None)(self)
		store.save(self.record, doc)
		if self.effect in (BACK, TAKE_BACK) and doc.meta.get_field("due_on"):
			doc.db_set("due_on", self.record.row.due_on)
		if not self.is_logged:
			self.write_log(left)
		notices.about_turn(self)
		self.remember_act()
		follow = self.record.memory.pop("auto", None)
		if follow:
			auto_agree(self.record, follow)

	def log_values(self) -> dict[str, Any]:
		"""What the engine adds to the row that is written for this act."""
		self.is_logged = True
		return {
			"approval_case": self.record.row.name,
			"task": self.record.task_name(self.number) if self.number else "",
			"act": self.act,
			"act_id": self.act_id,
			"step": self.case.step,
			"actor": self.user,
			"actor_name": people.full_name(self.user),
			"on_behalf_of": self.principal if self.principal != self.user else None,
			"recipients": "、".join(people.full_name(user) for user in self.people),
			"rule": self.rule,
			**proof.of_turn(self),
			**({"is_system": 1} if self.rule else {}),
		}

	def write_log(self, step: str) -> None:
		state = self.doc.get(self.route.state_field)
		log.write(
			self.doc,
			**{
				**self.log_values(),
				"action": self.action or self.act,
				"step": step,
				"from_state": self.from_state or state,
				"to_state": state,
				"opinion": self.opinion,
				"corrections": "\n".join(
					f"{row.get('cited_field')}：{row.get('problem')}" for row in self.corrections
				),
				"round": self.case.round,
				"is_system": int(bool(self.rule)),
			},
		)

	def remember_act(self) -> None:
		if self.act_id:
			self.record.memory.setdefault("acts", {})[self.act_id] = self.answer()
			store.save(self.record, self.doc)

	def answer(self) -> dict[str, Any]:
		task = self.case.task(self.number)
		closed = self.case.status in model.CLOSED
		return {
			"act_id": self.act_id,
			"status": self.case.status,
			"step": self.case.step,
			"workflow_state": self.doc.get(self.route.state_field),
			"task_status": task.status if task else None,
			"result": "closed" if closed else "waiting" if self.effect == WAITING else "moved",
			"message": words.label(self.act),
		}

	# opening ---------------------------------------------------------------------------------

	def open_in(self, state: str) -> None:
		"""Open the first step of a state, or close the case where no step is left."""
		step = self.route.first_in(state, self.doc)
		if step is not None:
			self.open(step)
		elif self.route.has_state(state):
			self._pass_over(next(row for row in self.route.steps if row.state == state))
		else:
			machine.close(self.case, model.APPROVED)

	def _pass_over(self, step: Any) -> None:
		"""The step is not for this document; the document goes on by itself."""
		self.case.step = step.step_key
		self.case.passed.append(step.step_key)
		self.record.memory["auto"] = {"step": step.step_key, "skip": True}

	def open(self, step: Any, only: list[str] | None = None, start: int = 0) -> None:
		"""Open a step for its people; a step that is skipped leads to the next."""
		found = self.find_people(step)
		if found.skip:
			self._pass_over(step)
			return
		if not found.people:
			frappe.throw(found.problem or _("Nobody is found for the next step."), title=_("Nobody Found"))
		chosen = [user for user in found.people if only is None or user in only] or found.people
		machine.open_step(
			self.case, self.route.machine_step(step.step_key), chosen, pool=bool(step.pool), start=start
		)
		self._copy_by_route(step)
		self._look_for_repeats(step)

	def find_people(self, step: Any) -> people.Found:
		chosen = {
			"submitter chooses": self.record.memory.get("chosen", []),
			"decider chooses": self.people if self.act == "agree" else [],
		}
		return people.of_step(
			self.route, step, self.doc, self.case.submitter, self.examiners(step.step_key), chosen
		)

	def _copy_by_route(self, step: Any) -> None:
		for user in people.named(step):
			notices.copy(self, user)

	def _look_for_repeats(self, step: Any) -> None:
		"""Somebody who decided before may agree by rule; never in a deciding step."""
		if step.deciding or (step.on_decided_before or edges.ASK) == edges.ASK:
			return
		decided = [
			{
				task.acted_by or task.holder
				for task in self.case.tasks
				if task.step == key and task.status == "Agreed"
			}
			for key in self.case.passed
		]
		numbers = [
			task.number
			for task in self.case.here()
			if task.holder and edges.agrees_by_itself(step.on_decided_before, task.holder, decided)
		]
		if numbers:
			self.record.memory["auto"] = {"step": step.step_key, "numbers": numbers}


def refuse_administrator() -> None:
	frappe.throw(
		_("An administrator holds no approval right. Sign in with the account of the officer in charge."),
		frappe.PermissionError,
		_("Not Permitted"),
	)


def auto_agree(record: Record, follow: dict[str, Any]) -> None:
	"""The rule of the step decides; it is logged as the system with the rule."""
	doc = frappe.get_doc(record.row.reference_doctype, record.row.reference_name)
	step = record.route.step(follow["step"])
	for number in follow.get("numbers", []):
		task = record.case.task(number)
		if task and task.status == model.OPEN:
			system_agree(record, doc, task, step.on_decided_before)
			return
	if follow.get("skip"):
		turn = Turn(record, doc, "agree", "Administrator", rule="skip")
		turn.effect = FORWARD
		turn.carry_out()


def system_agree(record: Record, doc: Any, task: model.Task, rule: str) -> None:
	turn = Turn(record, doc, "agree", "Administrator", rule=rule, opinion=_("By rule: {0}").format(_(rule)))
	turn.number, turn.principal = task.number, task.holder
	step = record.route.machine_step(task.step)
	user = task.holder or (task.pool[0] if task.pool else "")
	found = machine.decide(record.case, step, task.number, user, model.AGREED)
	turn._note_decision(task.number)
	if found == modes.PASS:
		turn.effect = FORWARD
	turn.carry_out() if turn.effect != WAITING else turn.finish(doc)


def field_text(doc: Any, field: str) -> str:
	"""One comparable text of a field, tables included."""
	value = doc.get(field)
	if isinstance(value, list):
		keep = [df.fieldname for df in value[0].meta.fields] if value else []
		return "\n".join("|".join(str(row.get(name) or "") for name in keep) for row in value)
	return "" if value in (None, 0) else str(value)


def _finish_forward(turn: Turn) -> None:
	step = turn.record.step
	following = turn.route.after(step.step_key, turn.doc)
	state = turn.doc.get(turn.route.state_field)
	if state == step.state and following:
		turn.open(following)
	elif state == step.state:
		machine.close(turn.case, model.APPROVED)
	else:
		turn.open_in(state)


def _finish_open(turn: Turn) -> None:
	"""A submission, or a document that enters a deciding state without a case."""
	memory = turn.record.memory
	memory["from_state"], memory["chosen"] = turn.from_state, turn.people
	fields = [df.fieldname for df in turn.doc.meta.fields if df.fieldtype not in LAYOUT]
	memory["submitted"] = {field: field_text(turn.doc, field) for field in fields}
	memory["last_submitted"] = memory["submitted"]
	turn.open_in(turn.doc.get(turn.route.state_field))


def _finish_resubmit(turn: Turn) -> None:
	"""The workflow says where the document goes; the step says who is asked again."""
	case, memory = turn.case, turn.record.memory
	returned = dict(case.returned)
	before = memory.get("last_submitted", {})
	fields = [df.fieldname for df in turn.doc.meta.fields if df.fieldtype not in LAYOUT]
	now = {field: field_text(turn.doc, field) for field in fields}
	memory["last_submitted"] = now
	back = machine.resubmit(case)
	state = turn.doc.get(turn.route.state_field)
	step = turn.route.step(back) if back else None
	if step is None or step.state != state:
		turn.open_in(state)
		return
	cited = set((memory.get("returns") or [{"fields": []}])[-1]["fields"])
	only_attachments = not any(before.get(field) != now.get(field) for field in cited - {"materials"})
	found = turn.find_people(step)
	again, start = returns.reopened(
		step.mode or "any", found.people, returned, only_attachments=only_attachments
	)
	turn.open(step, only=again, start=start)


def _finish_back(turn: Turn) -> None:
	machine.go_back_to(turn.case, turn.to)
	turn.open(turn.route.step(turn.to))


LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Heading", "Button")
FINISHES = {
	FORWARD: _finish_forward,
	OPEN: _finish_open,
	"resubmit": _finish_resubmit,
	REFUSE: lambda turn: machine.close(turn.case, model.CASE_REFUSED),
	BACK: _finish_back,
	WITHDRAW: lambda turn: machine.close(turn.case, model.WITHDRAWN),
	TERMINATE: lambda turn: machine.close(turn.case, model.TERMINATED),
}
