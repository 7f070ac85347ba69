"""Points of experts: the mean over experts of their sums; and the grade of an evaluation."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..process.money import money

EXCELLENT, PASS, FAIL = "Excellent", "Pass", "Fail"


def mean_of_experts(rows: Iterable[Any], phase: str) -> Decimal:
	"""Each expert's points of a phase added up, then the mean; 0 when nobody scored."""
	sums: dict[str, Decimal] = {}
	for row in rows:
		if row.get("phase") == phase:
			expert = str(row.get("expert"))
			sums[expert] = sums.get(expert, Decimal(0)) + money(row.get("score"))
	return money(sum(sums.values(), Decimal(0)) / len(sums)) if sums else Decimal(0)


def grade(points: Any) -> str:
	"""90 and more is excellent, 60 and more passes."""
	value = money(points)
	return EXCELLENT if value >= 90 else PASS if value >= 60 else FAIL


def sample_is_enough(asked: int, households: int) -> bool:
	"""A tenth of the households, or thirty."""
	return asked >= 30 or (households > 0 and asked * 10 >= households)
