"""The arithmetic of a year's money, in yuan with two decimals; a difference under one cent is none."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


def money(value: Any) -> Decimal:
	return Decimal(str(value or 0)).quantize(CENT, ROUND_HALF_UP)


def total(rows: Iterable[Any]) -> Decimal:
	"""Sum of the `amount` of rows."""
	return sum((money(row.get("amount")) for row in rows), Decimal(0))


def closing(opening: Any, income: Any, expense: Any) -> Decimal:
	"""Opening plus income minus expenses."""
	return money(opening) + money(income) - money(expense)


def net(assets: Any, liabilities: Any) -> Decimal:
	return money(assets) - money(liabilities)


def differs(one: Any, other: Any) -> bool:
	return abs(money(one) - money(other)) >= CENT
