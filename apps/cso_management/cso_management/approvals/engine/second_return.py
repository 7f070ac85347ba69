"""The second return of a step is the leader's, where the route says so."""

from . import people, store
from .turn import Turn


def is_next(record: store.Record) -> bool:
	"""Was the present step's document returned before by this step?"""
	rows = record.memory.get("returns", [])
	return bool(record.step.second_return_role) and any(row["step"] == record.case.step for row in rows)


def may_decide(turn: Turn) -> bool:
	role, region = turn.record.step.second_return_role, turn.route.region_of(turn.doc)
	return turn.user in people.of_role(role, region) and not people.holds_no_right(turn.user)
