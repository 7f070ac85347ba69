"""Who wins: mean of the experts' sheets plus points of preference; equal scores by the rule of the county."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..process.money import money

GRADES = ("1A", "2A", "3A", "4A", "5A")
LOWER_PRICE, DRAW_LOTS = "Lower Price", "Draw Lots"


@dataclass(frozen=True)
class Place:
	bidder: str
	average: Decimal
	preference: Decimal
	total: Decimal
	rank: int


def preference(grade: str | None, from_grade: str | None, points: Any) -> Decimal:
	"""Points for organizations whose grade reaches the wanted one."""
	if not grade or grade not in GRADES or GRADES.index(grade) < GRADES.index(from_grade or "3A"):
		return Decimal(0)
	return money(points)


def mean(scores: Sequence[Any]) -> Decimal:
	return (
		money(sum((Decimal(str(score)) for score in scores), Decimal(0)) / len(scores))
		if scores
		else Decimal(0)
	)


def places(bidders: Sequence[Mapping[str, Any]], equal: str = LOWER_PRICE, seed: str = "") -> list[Place]:
	"""`bidders`: name, price, scores, preference. Best first; ranks are 1, 2, 3 …"""

	def order(row: Mapping[str, Any]) -> tuple[Any, ...]:
		tie = money(row["price"]) if equal == LOWER_PRICE else _lot(seed, row["name"])
		return (-_total(row), tie, row["name"])

	return [
		Place(row["name"], mean(row["scores"]), money(row["preference"]), _total(row), number)
		for number, row in enumerate(sorted(bidders, key=order), 1)
	]


def _total(row: Mapping[str, Any]) -> Decimal:
	return mean(row["scores"]) + money(row["preference"])


def _lot(seed: str, name: str) -> str:
	"""A draw that anybody can repeat."""
	return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
