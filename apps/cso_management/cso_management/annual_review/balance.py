"""The arithmetic of a year's money."""

from decimal import Decimal
from typing import Any

from ..process.money import money


def closing(opening: Any, income: Any, expense: Any) -> Decimal:
	"""Opening plus income minus expenses."""
	return money(opening) + money(income) - money(expense)


def net(assets: Any, liabilities: Any) -> Decimal:
	return money(assets) - money(liabilities)
