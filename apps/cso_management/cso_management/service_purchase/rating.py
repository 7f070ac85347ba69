"""Grades of a performance evaluation: 90, 80 and 60 of 100 points."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

BOUNDS = ((Decimal(90), "Excellent"), (Decimal(80), "Good"), (Decimal(60), "Medium"))
POOR = "Poor"
SATISFACTION_WEIGHT = 10


def of(points: Any) -> str:
	"""`Excellent` from 90, `Good` from 80, `Medium` from 60, otherwise `Poor`."""
	value = Decimal(str(points or 0))
	return next((word for bound, word in BOUNDS if value >= bound), POOR)


def is_complete(rows: Sequence[Any]) -> bool:
	"""Every target has what was reached, or points: before that a sum says nothing about the work."""
	return bool(rows) and all(_is_answered(row) for row in rows)


def _is_answered(row: Any) -> bool:
	return bool((row.get("actual") or "").strip()) or Decimal(str(row.get("score") or 0)) > 0
