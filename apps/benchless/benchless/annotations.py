"""Whether a value is of the type that an annotation names, and how it becomes one without loss."""

from __future__ import annotations

import math
import types
import typing
from typing import Any, get_args, get_origin

YES, NO = ("true", "1", "yes", "on"), ("false", "0", "no", "off", "")
YES_AND_NO = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
LARGEST = 2**63 - 1  # what a column holds
UNIONS = (typing.Union, types.UnionType)


def fitted(value: Any, hint: Any) -> Any:
    """The value as the annotation wants it. Raises TypeError when it is nothing like it."""
    if fits(value, hint):
        return value
    for kind in choices(hint):
        found, changed = cast(value, kind)
        if found:
            return changed
    raise TypeError(described(hint))


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a type; what is inside of lists and dictionaries is not looked at."""
    if hint is Any or isinstance(hint, typing.TypeVar):
        return True
    origin = get_origin(hint)
    if origin in UNIONS:
        return any(fits(value, one) for one in get_args(hint))
    if origin is typing.Literal:
        return isinstance(value, str | int) and value in get_args(hint)
    if origin is typing.Annotated:
        return fits(value, get_args(hint)[0])
    kind = origin or hint
    if kind is None or kind is type(None):
        return value is None
    return _is_a(value, kind) if isinstance(kind, type) else True


def _is_a(value: Any, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return isinstance(value, kind)


def choices(hint: Any) -> tuple[Any, ...]:
    """The types of a union, or the one type."""
    return get_args(hint) if get_origin(hint) in UNIONS else (hint,)


def described(hint: Any) -> str:
    """The annotation as people read it."""
    return getattr(hint, "__name__", None) or str(hint)


def cast(value: Any, kind: Any) -> tuple[bool, Any]:
    """Whether a value can be of another type without loss, and the value as that type."""
    if kind is bool:
        known = YES_AND_NO.get(str(value).strip().lower())
        return known is not None, known
    if kind is int and isinstance(value, str | bool | float):
        return _whole(value)
    if kind is float and isinstance(value, str | bool):
        number = _number(value)
        return math.isfinite(number), number
    if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
        return True, str(value)
    return False, None


def _whole(value: str | bool | float) -> tuple[bool, int]:
    try:
        number = int(value) if isinstance(value, str) else None
    except ValueError:  # "7.0", or no number at all
        number = None
    if number is None:
        near = _number(value)
        number = int(near) if math.isfinite(near) and near == int(near) else None
    return number is not None and abs(number) <= LARGEST, number or 0


def _number(value: str | bool | float) -> float:
    try:
        return float(value)
    except (ValueError, OverflowError):
        return math.nan
