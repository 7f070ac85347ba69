"""Sums in yuan with two decimals; a difference under one cent is none."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


def money(value: Any) -> Decimal:
	return Decimal(str(value or 0)).quantize(CENT, ROUND_HALF_UP)


def total(rows: Iterable[Any], field: str = "amount") -> Decimal:
	"""Sum of one field of rows."""
	return sum((money(row.get(field)) for row in rows), Decimal(0))


def differs(one: Any, other: Any) -> bool:
	return abs(money(one) - money(other)) >= CENT


def exceeds(one: Any, limit: Any) -> bool:
	return money(one) - money(limit) >= CENT


def shares(amount: Any, percents: list[Any]) -> list[Decimal]:
	"""The amount in parts of so many percent; the last part takes what rounding left."""
	whole = money(amount)
	parts = [money(whole * Decimal(str(percent or 0)) / 100) for percent in percents]
	if parts and sum(Decimal(str(percent or 0)) for percent in percents) == 100:
		parts[-1] = whole - sum(parts[:-1], Decimal(0))
	return parts
