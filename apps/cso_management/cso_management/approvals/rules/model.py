"""A case and its tasks as plain data: what the machine moves and what the database keeps as JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

WAITING, OPEN, HELD = "Waiting", "Open", "Held"
AGREED, REFUSED, RETURNED, ANSWERED = "Agreed", "Refused", "Returned", "Answered"
TRANSFERRED, CANCELLED = "Transferred", "Cancelled"
LIVE = frozenset({WAITING, OPEN, HELD})
DECIDED = frozenset({AGREED, REFUSED, RETURNED})

RUNNING, CASE_RETURNED = "Running", "Returned"
APPROVED, CASE_REFUSED, WITHDRAWN, TERMINATED = "Approved", "Refused", "Withdrawn", "Terminated"
CLOSED = frozenset({APPROVED, CASE_REFUSED, WITHDRAWN, TERMINATED})

DECIDE, OPINION = "Decide", "Opinion"
BEFORE, AFTER, BESIDE = "before", "after", "beside"


@dataclass(frozen=True)
class Step:
	"""The part of a step that the machine reads."""

	key: str
	mode: str = "any"
	needed: int = 0
	unit: str = "count"
	deciding: bool = False
	resubmit: str = "first"
	opinion: str = "negative"


@dataclass
class Task:
	"""One person's, or one pool's, turn. `order` is the place in a sequence."""

	number: int
	step: str
	round: int
	holder: str = ""
	pool: list[str] = field(default_factory=list)
	status: str = OPEN
	kind: str = DECIDE
	order: int = 0
	position: str = ""
	parent: int = 0
	added_by: str = ""
	acted_by: str = ""

	@property
	def is_vote(self) -> bool:
		return self.kind == DECIDE and not self.position


@dataclass
class Case:
	"""The state of one approval."""

	submitter: str
	status: str = RUNNING
	step: str = ""
	round: int = 1
	passed: list[str] = field(default_factory=list)
	tasks: list[Task] = field(default_factory=list)
	returned: dict[str, Any] = field(default_factory=dict)
	undo: dict[str, Any] = field(default_factory=dict)
	results: dict[str, Any] = field(default_factory=dict)

	def task(self, number: int) -> Task | None:
		return next((task for task in self.tasks if task.number == number), None)

	def here(self) -> list[Task]:
		"""Tasks of the current step in the current round."""
		return [task for task in self.tasks if task.step == self.step and task.round == self.round]

	def live(self) -> list[Task]:
		return [task for task in self.tasks if task.status in LIVE]

	def open_tasks(self) -> list[Task]:
		return [task for task in self.tasks if task.status == OPEN]

	def deciders(self, but: str = "") -> set[str]:
		"""Everybody who agreed in a step of this case other than `but`."""
		return {
			task.acted_by or task.holder
			for task in self.tasks
			if task.status == AGREED and task.kind == DECIDE and task.step != but
		}

	def add(self, task: Task) -> Task:
		self.tasks.append(task)
		return task

	def next_number(self) -> int:
		return max((task.number for task in self.tasks), default=0) + 1

	def as_dict(self) -> dict[str, Any]:
		return asdict(self)

	@classmethod
	def from_dict(cls, values: dict[str, Any]) -> Self:
		return cls(**{**values, "tasks": [Task(**row) for row in values.get("tasks", [])]})
