"""What callers from outside may send for a parameter, by its annotation.

`str` and `int` take no lists and dictionaries. The `Json…` kinds take data or JSON text of it, and the
function gets the data. Everything else is the function's own business.
"""

from __future__ import annotations

import inspect
import json
import types
import typing
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any

import orjson

from .errors import ValidationError
from .translations import _
from .values import Row

JsonDict = Annotated[Any, "dict"]
JsonList = Annotated[Any, "list"]
JsonNames = Annotated[Any, "names"]
JsonDoc = Annotated[Any, "doc"]
JsonDocs = Annotated[Any, "docs"]
JsonFilters = Annotated[Any, "filters"]
SCALARS = (str, int, float)


class BrokenJson(ValidationError, json.JSONDecodeError):
    """JSON text that is none: apps catch it as Python's own error, callers get a plain refusal."""

    def __init__(self, message: str) -> None:
        ValidationError.__init__(self, message)


def shaped(function: Callable[..., Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values as the function wants them. Raises ValidationError for a wrong kind."""
    kinds = _kinds(function)
    for name, value in values.items():
        kind = kinds.get(name)
        if kind is not None and value is not None:
            values[name] = _CHECKS[kind](name, value)
    return values


def as_dict(value: Any, name: str = "data") -> Row:
    """A dictionary, or JSON text of one; nothing gives an empty one. Raises ValidationError."""
    found = _parsed(value)
    if found in (None, ""):
        return Row()
    if not isinstance(found, dict):
        raise ValidationError(_("{0} must be a dictionary").format(name))
    return found if isinstance(found, Row) else Row(found)


def as_list(value: Any, name: str = "data") -> list[Any]:
    """A list, or JSON text of one; nothing gives an empty one. Raises ValidationError."""
    found = _parsed(value)
    if found in (None, ""):
        return []
    if not isinstance(found, list | tuple):
        raise ValidationError(_("{0} must be a list").format(name))
    return list(found)


def as_filters(value: Any, name: str = "filters") -> Any:
    """A dictionary or a list of filters, or JSON text of them. Raises ValidationError."""
    found = _parsed(value)
    if found in (None, ""):
        return []
    if not isinstance(found, dict | list | tuple):
        raise ValidationError(_("{0} must be a list or a dictionary").format(name))
    return found


def as_names(value: Any, name: str = "names") -> list[Any]:
    """A list of texts and numbers. Raises ValidationError."""
    return [_scalar(name, one) for one in as_list(value, name)]


def as_docs(value: Any, name: str = "docs") -> list[Row]:
    """A list of dictionaries. Raises ValidationError."""
    return [as_dict(one, name) for one in as_list(value, name)]


def as_doc(value: Any, name: str = "doc") -> Row:
    """A dictionary with a `doctype`. Raises ValidationError."""
    found = as_dict(value, name)
    if not isinstance(found.get("doctype"), str) or isinstance(found.get("name"), list | dict):
        raise ValidationError(_("A document needs a doctype"))
    return found


def _parsed(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value if not isinstance(value, str) else None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise BrokenJson(_("Invalid JSON: {0}").format(value[:100])) from error


def _scalar(name: str, value: Any) -> Any:
    if isinstance(value, list | dict):
        raise ValidationError(_("{0} must be a single value").format(name))
    return value


def _text(name: str, value: Any) -> Any:
    """Numbers may come where texts are wanted (names of documents); functions get a text."""
    _scalar(name, value)
    return value if isinstance(value, str) else str(value)


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "text": _text,
    "scalar": _scalar,
    "dict": lambda name, value: as_dict(value, name),
    "list": lambda name, value: as_list(value, name),
    "names": lambda name, value: as_names(value, name),
    "doc": lambda name, value: as_doc(value, name),
    "docs": lambda name, value: as_docs(value, name),
    "filters": lambda name, value: as_filters(value, name),
}


@lru_cache(maxsize=4000)
def _kinds(function: Callable[..., Any]) -> dict[str, str]:
    """Parameter → the check of its annotation; annotations that cannot be read check nothing."""
    try:
        hints = typing.get_type_hints(inspect.unwrap(function), include_extras=True)
    except Exception:  # names that only type checkers import
        return {}
    found = {name: _kind(hint) for name, hint in hints.items() if name != "return"}
    return {name: kind for name, kind in found.items() if kind}


def _kind(hint: Any) -> str | None:
    marks = getattr(hint, "__metadata__", ())
    if marks:
        return str(marks[0]) if marks[0] in _CHECKS else None
    parts = set(typing.get_args(hint)) if isinstance(hint, types.UnionType) else {hint}
    parts.discard(type(None))
    if typing.get_origin(hint) is typing.Union:
        parts = set(typing.get_args(hint)) - {type(None)}
    if parts == {str}:
        return "text"
    return "scalar" if parts and parts <= {*SCALARS, bool} else None
