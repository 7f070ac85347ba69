"""Values as MariaDB reads them: texts that are numbers, numbers that are texts."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Value = None | int | float | str | bytes
LEADING_NUMBER = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def text(value: Value) -> str:
    """The value as MariaDB would print it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def number(value: Value) -> int | float:
    """The number at the start of the value; 0 when there is none."""
    if isinstance(value, (int, float)):
        return value
    found = LEADING_NUMBER.match(text(value))
    if not found:
        return 0
    parsed = float(found.group())
    return int(parsed) if parsed.is_integer() and abs(parsed) < 2**53 else parsed


def integer(value: Value) -> int:
    """Rounded half away from zero, as MariaDB does when it needs a whole number."""
    if isinstance(value, int):
        return value
    return int(Decimal(str(number(value))).quantize(Decimal(1), ROUND_HALF_UP))


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """Null in, null out."""
    return lambda *args: None if None in args else function(*args)
