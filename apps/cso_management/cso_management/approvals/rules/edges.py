"""The cases at the edge: nobody found, the submitter decides, decided before, away. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

BLOCK, NEXT_LEVEL, FALLBACK = "block", "next level up", "fallback user"
SKIP, ALLOW = "skip", "allow"
ASK, AUTO_ONCE, AUTO_CONSECUTIVE = "ask again", "agree once", "agree if consecutive"
DELEGATE, NEXT_CANDIDATE = "delegate", "next candidate"
# Somebody is here, away with a stand-in who may act for him, or cannot sign in at all.
HERE, ABSENT, GONE = "here", "absent", "gone"

NOBODY = (BLOCK, NEXT_LEVEL, FALLBACK)
SUBMITTER = (BLOCK, SKIP, ALLOW)
DECIDED_BEFORE = (ASK, AUTO_ONCE, AUTO_CONSECUTIVE)
AWAY = (DELEGATE, NEXT_CANDIDATE, NEXT_LEVEL)


def agrees_by_itself(rule: str, person: str, decided: Sequence[Collection[str]]) -> bool:
	"""`decided` are the deciders of the passed steps, oldest first."""
	if rule == AUTO_ONCE:
		return any(person in step for step in decided)
	return rule == AUTO_CONSECUTIVE and bool(decided) and person in decided[-1]


def may_decide(
	user: str, principal: str, submitter: str, examined: Collection[str], *, deciding: bool
) -> bool:
	"""Separation of duties, for the one who presses and the one he stands in for."""
	return not deciding or not {user, principal} & {submitter, *examined}


@dataclass(frozen=True)
class Rules:
	"""The choices of a step."""

	nobody: str = BLOCK
	submitter: str = BLOCK
	away: str = DELEGATE
	deciding: bool = False


@dataclass(frozen=True)
class Situation:
	"""What the rules look at. `above` are the people of the next role up."""

	submitter: str = ""
	barred: frozenset[str] = frozenset()
	state: Callable[[str], str] = lambda user: HERE
	stand_in: Callable[[str], str | None] = lambda user: None
	above: Callable[[], Sequence[str]] = lambda: ()
	fallback: str = ""


@dataclass(frozen=True)
class Outcome:
	people: list[str] = field(default_factory=list)
	skip: bool = False


def resolve(candidates: Sequence[str], rules: Rules, now: Situation) -> Outcome:
	"""Who is asked. Nobody at all means that the step blocks, unless it is skipped."""
	named = list(dict.fromkeys(candidates))
	if rules.submitter == SKIP and named == [now.submitter]:
		return Outcome(skip=True)
	left = _allowed(named, rules, now)
	people = _allowed(_present(left, rules, now), rules, now)
	if not people and len(left) < len(named):
		people = _above(rules, now)
	if not people and rules.nobody == NEXT_LEVEL:
		people = _above(rules, now)
	if not people and rules.nobody == FALLBACK and now.fallback:
		people = _allowed(_present([now.fallback], rules, now), rules, now)
	return Outcome(people)


def _allowed(people: Sequence[str], rules: Rules, now: Situation) -> list[str]:
	"""Without the submitter, unless he may; a deciding step also without whoever examined."""
	found = [
		person for person in dict.fromkeys(people) if rules.submitter == ALLOW or person != now.submitter
	]
	barred = {now.submitter, *now.barred} if rules.deciding else set()
	return [person for person in found if person not in barred]


def _present(people: Sequence[str], rules: Rules, now: Situation) -> list[str]:
	"""Those who are here, and who comes in the place of those who are not.

	Somebody who named a stand-in keeps the task under `delegate`, for the stand-in acts in his name; the
	task of one who cannot sign in goes to the stand-in.
	"""
	found: list[str] = []
	for person in people:
		state = now.state(person)
		if state == HERE or (state == ABSENT and rules.away == DELEGATE):
			found.append(person)
		elif rules.away == DELEGATE:
			other = now.stand_in(person)
			found += [other] if other and now.state(other) != GONE else []
		elif rules.away == NEXT_LEVEL:
			found += _above(rules, now)
	return list(dict.fromkeys(found))


def _above(rules: Rules, now: Situation) -> list[str]:
	return [person for person in _allowed(now.above(), rules, now) if now.state(person) != GONE]
