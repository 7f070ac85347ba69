"""The cases at the edge: nobody found, the submitter decides, decided before, away. Pure."""

from collections.abc import Callable, Collection, Sequence

BLOCK, NEXT_LEVEL, FALLBACK = "block", "next level up", "fallback user"
SKIP, ALLOW = "skip", "allow"
ASK, AUTO_ONCE, AUTO_CONSECUTIVE = "ask again", "agree once", "agree if consecutive"
DELEGATE, NEXT_CANDIDATE = "delegate", "next candidate"

NOBODY = (BLOCK, NEXT_LEVEL, FALLBACK)
SUBMITTER = (BLOCK, SKIP, ALLOW)
DECIDED_BEFORE = (ASK, AUTO_ONCE, AUTO_CONSECUTIVE)
AWAY = (DELEGATE, NEXT_CANDIDATE, NEXT_LEVEL)


def without_submitter(people: Sequence[str], submitter: str, rule: str) -> tuple[list[str], bool]:
	"""Who is left, and whether the step is skipped because only the submitter would have decided."""
	left = [person for person in dict.fromkeys(people) if rule == ALLOW or person != submitter]
	return left, rule == SKIP and not left and submitter in people


def without_examiners(people: Sequence[str], barred: Collection[str], *, deciding: bool) -> list[str]:
	"""Whoever submitted or examined does not take the deciding step."""
	return [person for person in people if not (deciding and person in barred)]


def agrees_by_itself(rule: str, person: str, decided: Sequence[Collection[str]]) -> bool:
	"""`decided` are the deciders of the passed steps, oldest first."""
	if rule == AUTO_ONCE:
		return any(person in step for step in decided)
	return rule == AUTO_CONSECUTIVE and bool(decided) and person in decided[-1]


def present(
	people: Sequence[str],
	is_away: Callable[[str], bool],
	stand_in: Callable[[str], str | None],
	rule: str = DELEGATE,
) -> list[str]:
	"""Without those who are away; under `delegate` their stand-ins come in their place."""
	found: list[str] = []
	for person in people:
		if not is_away(person):
			found.append(person)
		elif rule == DELEGATE and (other := stand_in(person)) and not is_away(other):
			found.append(other)
	return list(dict.fromkeys(found))


def may_decide(
	user: str, principal: str, submitter: str, examined: Collection[str], *, deciding: bool
) -> bool:
	"""Separation of duties, for the one who presses and the one he stands in for."""
	return not deciding or not {user, principal} & {submitter, *examined}
