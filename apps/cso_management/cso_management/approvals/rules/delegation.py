"""Who stands in for whom: chains, cycles, dates, processes, regions, caps. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

LONGEST_CHAIN = 3


@dataclass(frozen=True)
class Delegation:
	from_user: str
	to_user: str
	from_date: date
	to_date: date
	doctypes: frozenset[str] = frozenset()
	regions: frozenset[str] = frozenset()
	amount_cap: float = 0
	disabled: bool = False

	def covers(self, on: date, doctype: str, regions: frozenset[str], amount: float) -> bool:
		"""`regions` are the document's region and all above it; no limit covers everything."""
		return (
			not self.disabled
			and self.from_date <= on <= self.to_date
			and (not self.doctypes or doctype in self.doctypes)
			and (not self.regions or bool(self.regions & regions))
			and (not self.amount_cap or amount <= self.amount_cap)
		)


def stand_ins(
	user: str, delegations: Iterable[Delegation], covers: Callable[[Delegation], bool]
) -> list[str]:
	"""Those who may act for the user, nearest first. A stand-in may himself be away; a circle ends."""
	rows = [row for row in delegations if covers(row)]
	found: list[str] = []
	level = [user]
	for _depth in range(LONGEST_CHAIN):
		level = [row.to_user for person in level for row in rows if row.from_user == person]
		level = [person for person in dict.fromkeys(level) if person != user and person not in found]
		found += level
	return found


def makes_a_circle(new: Delegation, others: Iterable[Delegation]) -> bool:
	"""Would this delegation, at some common day, lead back to its giver?"""
	rows = [row for row in others if not row.disabled and _overlap(row, new)]
	seen, level = {new.to_user}, [new.to_user]
	while level:
		level = [row.to_user for person in level for row in rows if row.from_user == person]
		level = [person for person in level if person not in seen]
		seen |= set(level)
	return new.from_user in seen


def _overlap(one: Delegation, two: Delegation) -> bool:
	return one.from_date <= two.to_date and two.from_date <= one.to_date
