"""What a set of votes means. A removed, transferred or cancelled task is no vote and is not handed in."""

from collections.abc import Sequence
from math import ceil

PASS, FAIL, OPEN = "pass", "fail", "open"
AGREED, PENDING, NEGATIVE = "agreed", "pending", "negative"


def needed_votes(needed: int, unit: str, total: int) -> int:
	"""How many must agree; a percentage is rounded up, and at least one must."""
	wanted = ceil(total * needed / 100) if unit == "percent" else needed
	return max(wanted, 1)


def verdict(mode: str, votes: Sequence[str], needed: int = 0, unit: str = "count") -> str:
	"""Votes are `agreed`, `pending` or `negative`, in their order."""
	if mode == "ratio":
		return _ratio(votes, needed_votes(needed, unit, len(votes)))
	if NEGATIVE in votes:
		return FAIL
	if mode == "any":
		return PASS if AGREED in votes else OPEN
	return PASS if votes and all(vote == AGREED for vote in votes) else OPEN


def _ratio(votes: Sequence[str], needed: int) -> str:
	agreed = votes.count(AGREED)
	if agreed >= needed:
		return PASS
	return OPEN if agreed + votes.count(PENDING) >= needed else FAIL
