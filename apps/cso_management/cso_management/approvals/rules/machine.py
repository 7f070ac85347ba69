"""The moves of a case. Every function changes the case handed in, or raises `Refused` and changes nothing.

The machine knows no people rules: whoever calls it says who takes part in a step that opens.
"""

from . import model, modes
from .model import Case, Step, Task


class Refused(Exception):
	"""The act is not possible; `reason` is a key that the caller puts into words."""

	def __init__(self, reason: str, task: Task | None = None) -> None:
		super().__init__(reason)
		self.reason = reason
		self.task = task


def open_step(case: Case, step: Step, people: list[str], *, pool: bool = False, start: int = 0) -> list[Task]:
	"""Open the tasks of a step in the present round; a sequence opens its first only."""
	if not people:
		raise Refused("nobody")
	case.step, case.status = step.key, model.RUNNING
	if pool:
		return [case.add(Task(case.next_number(), step.key, case.round, pool=list(people)))]
	opened = []
	for order, person in enumerate(dict.fromkeys(people), start):
		waits = step.mode == "sequence" and opened
		task = Task(case.next_number(), step.key, case.round, person, order=order)
		task.status = model.WAITING if waits else model.OPEN
		opened.append(case.add(task))
	return opened


def verdict(case: Case, step: Step) -> str:
	"""Is the current step passed, failed or still open?"""
	here = [task for task in case.here() if task.kind == model.DECIDE]
	extras = [task for task in here if task.position and task.status != model.CANCELLED]
	if any(task.status in (model.REFUSED, model.RETURNED) for task in extras):
		return modes.FAIL
	votes = [
		task for task in here if task.is_vote and task.status not in (model.CANCELLED, model.TRANSFERRED)
	]
	votes.sort(key=lambda task: task.order)
	found = modes.verdict(step.mode, [_vote(case, task) for task in votes], step.needed, step.unit)
	beside = [task for task in extras if task.position == model.BESIDE and task.status != model.TRANSFERRED]
	if found == modes.PASS and any(_vote(case, task) != modes.AGREED for task in beside):
		return modes.OPEN
	return found


def decide(case: Case, step: Step, number: int, user: str, status: str) -> str:
	"""Agree, refuse or return with a task; gives the verdict on the step."""
	task = open_task(case, number, user)
	if task.kind == model.OPINION:
		raise Refused("opinion_only", task)
	case.undo = _undo(case, task, user)
	task.status, task.acted_by = status, user
	found = verdict(case, step)
	if found == modes.OPEN:
		_wake(case, task)
		found = verdict(case, step)
	if found == modes.OPEN:
		return found
	_cancel_live(case)
	if found == modes.PASS and step.key not in case.passed:
		case.passed.append(step.key)
	return found


def open_task(case: Case, number: int, user: str) -> Task:
	"""The task, when this user may act with it."""
	task = case.task(number)
	if task is None or case.status != model.RUNNING:
		raise Refused("closed", task)
	if task.status != model.OPEN:
		raise Refused("held" if task.status == model.HELD else "not_open", task)
	if user != task.holder and not (not task.holder and user in task.pool):
		raise Refused("not_yours", task)
	if not task.holder:
		_check_not_in_already(case, task, user)
	return task


def close(case: Case, status: str) -> None:
	"""The case has its result; nothing stays open."""
	_cancel_live(case)
	case.status = status
	if status != model.APPROVED:
		case.undo = {}


def send_back(case: Case, step: Step, number: int, user: str) -> None:
	"""To the submitter: the clock of the office stops. Called after `decide`."""
	task = case.task(number)
	case.returned = {
		"step": step.key,
		"user": user,
		"order": task.order if task and task.is_vote else 0,
		"resubmit": step.resubmit,
	}
	_cancel_live(case)
	case.status, case.undo = model.CASE_RETURNED, {}


def new_round(case: Case) -> None:
	"""Before the tasks of a step are opened again; votes of earlier rounds stay as history."""
	_cancel_live(case)
	case.round += 1
	case.undo = {}


def go_back_to(case: Case, step_key: str) -> None:
	"""An earlier step is asked again in a new round."""
	if step_key not in case.passed:
		raise Refused("not_passed")
	new_round(case)
	case.passed = case.passed[: case.passed.index(step_key)]
	case.step = step_key


def resubmit(case: Case) -> str | None:
	"""The step that asks again: the returner's when that step says so, or None for the first."""
	if case.status != model.CASE_RETURNED:
		raise Refused("not_returned")
	new_round(case)
	case.status = model.RUNNING
	if case.returned.get("resubmit") == "back":
		return str(case.returned["step"])
	case.passed = []
	return None


def claim(case: Case, number: int, user: str) -> Task:
	task = case.task(number)
	if task is None or task.status != model.OPEN or user not in task.pool:
		raise Refused("not_yours", task)
	if task.holder and task.holder != user:
		raise Refused("claimed", task)
	_check_not_in_already(case, task, user)
	task.holder = user
	return task


def release(case: Case, number: int, user: str) -> Task:
	task = open_task(case, number, user)
	if not task.pool or task.holder != user:
		raise Refused("no_pool", task)
	task.holder = ""
	return task


def transfer(case: Case, number: int, user: str, to: str) -> Task:
	"""The task moves on and does not come back."""
	task = open_task(case, number, user)
	_check_new_person(case, task, to)
	moved = Task(case.next_number(), task.step, task.round, to, kind=task.kind, order=task.order)
	moved.position, moved.parent, moved.added_by = task.position, task.parent, task.added_by
	for child in case.tasks:
		if child.parent == task.number:
			child.parent = moved.number
	task.status, task.acted_by, case.undo = model.TRANSFERRED, user, {}
	return case.add(moved)


def delegate(case: Case, number: int, user: str, to: str) -> Task:
	"""Somebody gives an opinion, then the task comes back."""
	task = open_task(case, number, user)
	if task.kind == model.OPINION:
		raise Refused("opinion_only", task)
	_check_new_person(case, task, to)
	asked = Task(case.next_number(), task.step, task.round, to, kind=model.OPINION, parent=task.number)
	asked.added_by = user
	task.holder, task.status, case.undo = user, model.HELD, {}
	return case.add(asked)


def answer(case: Case, number: int, user: str) -> Task:
	task = open_task(case, number, user)
	if task.kind != model.OPINION:
		raise Refused("not_opinion", task)
	task.status, task.acted_by, case.undo = model.ANSWERED, user, {}
	_wake(case, task)
	return task


def add_signer(case: Case, number: int, user: str, people: list[str], position: str) -> list[Task]:
	task = open_task(case, number, user)
	if task.kind == model.OPINION:
		raise Refused("opinion_only", task)
	people = list(dict.fromkeys(people))
	for person in people:
		_check_new_person(case, task, person)
	added = []
	for person in people:
		status = model.WAITING if position == model.AFTER else model.OPEN
		extra = Task(case.next_number(), task.step, task.round, person, status=status, position=position)
		extra.parent, extra.added_by = task.number, user
		added.append(case.add(extra))
	task.holder = user
	if position == model.BEFORE and added:
		task.status = model.HELD
	case.undo = {}
	return added


def remove_signer(case: Case, step: Step, number: int, user: str) -> str:
	"""Take an added signer away again; gives the verdict on the step, which is judged anew."""
	task = case.task(number)
	if task is None or task.status not in model.LIVE or not task.position:
		raise Refused("not_added", task)
	if task.added_by != user:
		raise Refused("not_yours", task)
	_cancel_family(case, task)
	case.undo = {}
	_wake(case, task)
	found = verdict(case, step)
	if found != modes.OPEN:
		_cancel_live(case)
		if found == modes.PASS and step.key not in case.passed:
			case.passed.append(step.key)
	return found


def withdraw(case: Case, user: str, deciding: set[str]) -> None:
	"""By the submitter, until a deciding step has acted."""
	if user != case.submitter:
		raise Refused("not_submitter")
	if case.status not in (model.RUNNING, model.CASE_RETURNED):
		raise Refused("closed")
	acted = [task for task in case.tasks if task.step in deciding and task.status in model.DECIDED]
	if acted:
		raise Refused("decided", acted[0])
	close(case, model.WITHDRAWN)


def take_back(case: Case, user: str) -> Task:
	"""The last decision is undone; what was opened after it is cancelled."""
	if case.status != model.RUNNING or not case.undo:
		raise Refused("acted_after")
	if case.undo["user"] != user:
		raise Refused("not_last")
	undo, case.undo = case.undo, {}
	known = {int(number): status for number, status in undo["statuses"].items()}
	for task in case.tasks:
		if task.number in known:
			task.status = known[task.number]
		elif task.status in model.LIVE:
			task.status = model.CANCELLED
	if undo["step"] in case.passed:
		case.passed = case.passed[: case.passed.index(undo["step"])]
	case.step = undo["step"]
	task = case.task(undo["task"])
	if task is None:
		raise Refused("closed")
	task.acted_by = ""
	return task


def is_sound(case: Case) -> bool:
	"""A case never hangs: an open task, or waiting for the submitter, or a result."""
	has_open = bool(case.open_tasks())
	return has_open if case.status == model.RUNNING else not case.live()


def _vote(case: Case, task: Task) -> str:
	if task.status in (model.REFUSED, model.RETURNED):
		return modes.NEGATIVE
	if task.status != model.AGREED:
		return modes.PENDING
	after = [child for child in _children(case, task) if child.position == model.AFTER]
	live = [child for child in after if child.status not in (model.CANCELLED, model.TRANSFERRED)]
	return modes.AGREED if all(_vote(case, child) == modes.AGREED for child in live) else modes.PENDING


def _wake(case: Case, done: Task) -> None:
	"""Open what waited for this task."""
	if done.status == model.AGREED:
		for child in _children(case, done):
			if child.position == model.AFTER and child.status == model.WAITING:
				child.status = model.OPEN
	_wake_parent(case, done)
	_wake_sequence(case)


def _wake_parent(case: Case, done: Task) -> None:
	"""Up the family: whoever agreed already passes it on to the one who waits above."""
	parent = case.task(done.parent)
	while parent is not None and parent.status == model.AGREED:
		parent = case.task(parent.parent)
	if parent is None or parent.status != model.HELD:
		return
	blocking = [
		child
		for child in _children(case, parent)
		if child.kind == model.OPINION or child.position == model.BEFORE
	]
	if not any(_is_unfinished(case, child) for child in blocking):
		parent.status = model.OPEN


def _is_unfinished(case: Case, task: Task) -> bool:
	return task.status in model.LIVE or (task.status == model.AGREED and _vote(case, task) == modes.PENDING)


def _wake_sequence(case: Case) -> None:
	votes = sorted((task for task in case.here() if task.is_vote), key=lambda task: task.order)
	votes = [task for task in votes if task.status not in (model.CANCELLED, model.TRANSFERRED)]
	for task in votes:
		if task.status == model.WAITING:
			task.status = model.OPEN
		if _vote(case, task) == modes.PENDING:
			return


def _children(case: Case, task: Task) -> list[Task]:
	return [child for child in case.tasks if child.parent == task.number]


def _cancel_family(case: Case, task: Task) -> None:
	task.status = model.CANCELLED
	for child in _children(case, task):
		if child.status in model.LIVE:
			_cancel_family(case, child)


def _cancel_live(case: Case) -> None:
	for task in case.live():
		task.status = model.CANCELLED


def _check_new_person(case: Case, task: Task, person: str) -> None:
	"""Nobody votes twice in one step."""
	if person == (task.holder or task.acted_by):
		raise Refused("already_in", task)
	_check_not_in_already(case, task, person)


def _check_not_in_already(case: Case, task: Task, person: str) -> None:
	others = [other for other in case.here() if other is not task and other.kind == model.DECIDE]
	taken = {other.holder for other in others if other.status in model.LIVE | model.DECIDED}
	if person in taken:
		raise Refused("already_in", task)


def _undo(case: Case, task: Task, user: str) -> dict[str, object]:
	return {
		"user": user,
		"task": task.number,
		"step": case.step,
		"statuses": {str(other.number): other.status for other in case.here()},
	}
