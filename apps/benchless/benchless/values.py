"""Casting of loosely typed values, and the attribute dictionary that documents and rows are made of."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

MOST_ROWS = 2**63 - 1
YES = frozenset(("1", "t", "true", "y", "yes", "on"))


class Row(dict[str, Any]):
    """A dict whose items are attributes; a missing attribute is None. Apps know it as `frappe._dict`."""

    __slots__ = ()

    def __getattr__(self, key: str) -> Any:
        value = self.get(key)
        if value is None and key[:2] == "__":
            raise AttributeError(key)
        return value

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __delattr__(self, key: str) -> None:
        self.pop(key, None)

    def __getstate__(self) -> dict[str, Any]:
        return dict(self)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.update(state)

    def update(self, *args: Any, **kwargs: Any) -> Row:  # type: ignore[override]
        """Update and give the row back, so that calls can be chained."""
        super().update(*args, **kwargs)
        return self

    def copy(self) -> Row:
        return Row(self)


def cint(value: Any, default: int = 0) -> int:
    """Whole number of any value; rubbish gives `default`."""
    if type(value) is int:
        return value
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return default


def row_count(value: Any) -> int:
    """Whole number of any value, no larger than databases count rows."""
    return min(cint(value), MOST_ROWS)


def is_yes(value: Any) -> bool:
    """Whether a switch is on, as clients write it: 1, true, True, yes, on."""
    return value.strip().lower() in YES if isinstance(value, str) else bool(value)


def flt(value: Any, precision: int | None = None) -> float:
    """Float of any value (thousands separators allowed); rubbish gives 0; rounded half-even to
    `precision`.
    """
    if isinstance(value, str):
        value = value.replace(",", "")
    try:
        number = float(value)
    except OverflowError:  # as its text: no float is that far from zero
        number = math.inf if value > 0 else -math.inf
    except (TypeError, ValueError):
        return 0.0
    return number if precision is None else rounded(number, precision)


def rounded(value: float, precision: int = 0) -> float:
    """Round half to even on the decimal text of the number, so that 2.675 is seen as written."""
    try:
        exact = Decimal(repr(float(value)))
        return float(exact.quantize(Decimal(1).scaleb(-precision), rounding=ROUND_HALF_EVEN))
    except (InvalidOperation, ValueError):
        return float(value)


def cstr(value: Any, encoding: str = "utf-8") -> str:
    """Text of any value; None gives an empty text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode(encoding)
    return str(value)


def scrub(text: str) -> str:
    """`Sales Order` → `sales_order`: the form used in file and field names."""
    return cstr(text).replace(" ", "_").replace("-", "_").lower()


def unscrub(text: str) -> str:
    """`sales_order` → `Sales Order`."""
    return text.replace("_", " ").replace("-", " ").title()
