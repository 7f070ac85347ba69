"""One act on one document: who, for whom, with which task; what it says and what is written about it."""

from typing import Any

from ..rules import machine, model
from . import people, proof, words
from .effects import WAITING
from .store import Record


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

	def note_decision(self, number: int) -> None:
		self.record.note(
			number,
			acted_by=self.user,
			on_behalf_of=self.principal if self.principal != self.user else None,
			opinion=self.opinion,
			signature=self.signature,
		)

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
