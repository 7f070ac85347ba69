"""Which acts are open to somebody now: the table of acts, as a function of the case. Pure."""

from . import model
from .model import Case, Step, Task

HOLDER_ACTS = (
	"agree",
	"refuse",
	"return",
	"transfer",
	"delegate",
	"add_signer",
	"copy",
	"clarify",
	"comment",
)


def possible(case: Case, step: Step | None, user: str, deciding: set[str], mine: list[Task]) -> list[str]:
	"""`mine` are the open tasks with which the user may act, his own or as a stand-in."""
	if case.status in model.CLOSED:
		return []
	found = _with_task(case, user, mine) if case.status == model.RUNNING else []
	if _may_withdraw(case, user, deciding):
		found.append("withdraw")
	if case.status == model.CASE_RETURNED and user == case.submitter:
		found.append("resubmit")
	if case.status == model.RUNNING and user == case.submitter:
		found.append("urge")
	if case.undo.get("user") == user and case.status == model.RUNNING:
		found.append("take_back")
	if any(task.added_by == user and task.position and task.status in model.LIVE for task in case.here()):
		found.append("remove_signer")
	return found


def _with_task(case: Case, user: str, mine: list[Task]) -> list[str]:
	if not mine:
		return []
	task = mine[0]
	if task.kind == model.OPINION:
		return ["answer", "transfer", "comment"]
	found = list(HOLDER_ACTS)
	if task.pool:
		found.append("release" if task.holder else "claim")
	return found


def _may_withdraw(case: Case, user: str, deciding: set[str]) -> bool:
	acted = any(task.step in deciding and task.status in model.DECIDED for task in case.tasks)
	return user == case.submitter and not acted
