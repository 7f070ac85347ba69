"""Grades of a performance evaluation: 90, 80 and 60 of 100 points."""

from decimal import Decimal
from typing import Any

BOUNDS = ((Decimal(90), "Excellent"), (Decimal(80), "Good"), (Decimal(60), "Medium"))
POOR = "Poor"
SATISFACTION_WEIGHT = 10


def of(points: Any) -> str:
	"""`Excellent` from 90, `Good` from 80, `Medium` from 60, otherwise `Poor`."""
	value = Decimal(str(points or 0))
	return next((word for bound, word in BOUNDS if value >= bound), POOR)
