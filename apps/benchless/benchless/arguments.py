"""What callers from outside may send for a parameter, by its annotation.

Ordinary annotations (`str`, `int | None`, `list | str` …) take what is of their type or becomes it without
loss: `"5"` is an `int`, `7` a `str`. The `Json…` kinds take data or JSON text of it, and the function gets
the data. `Scalar` is one value, be it text, number or switch; `AnyValue` says that the function takes
everything, and means it. Every refusal names the parameter.
"""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

import orjson

from . import annotations as types
from .errors import FrappeTypeError, ValidationError
from .translations import _
from .values import Row

JsonDict = Annotated[Any, "dict"]
JsonList = Annotated[Any, "list"]
JsonNames = Annotated[Any, "names"]
JsonDoc = Annotated[Any, "doc"]
JsonDocs = Annotated[Any, "docs"]
JsonFilters = Annotated[Any, "filters"]
JsonFields = Annotated[Any, "fields"]
JsonValue = Annotated[Any, "json"]
Scalar = Annotated[Any, "scalar"]
AnyValue = Annotated[Any, "any"]


class BrokenJson(ValidationError, json.JSONDecodeError):
    """JSON text that is none: apps catch it as Python's own error, callers get a plain refusal."""

    def __init__(self, message: str) -> None:
        ValidationError.__init__(self, message)


def shaped(function: Callable[..., Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values as the function wants them. Raises ValidationError for a wrong kind.

    Nothing (`null`, and an empty text where no text is wanted) lets the parameter's default be.
    """
    checks = _checks(function)
    for name in values:
        check = checks.get(name)
        if check is not None:
            values[name] = check.of(name, values[name])
    return values


def as_dict(value: Any, name: str = "data") -> Row:
    """A dictionary, or JSON text of one; nothing gives an empty one. Raises FrappeTypeError."""
    found = _parsed(value)
    if found in (None, ""):
        return Row()
    if not isinstance(found, dict):
        raise FrappeTypeError(_("{0} must be a dictionary").format(name))
    return found if isinstance(found, Row) else Row(found)


def as_list(value: Any, name: str = "data") -> list[Any]:
    """A list, or JSON text of one; nothing gives an empty one. Raises FrappeTypeError."""
    found = _parsed(value)
    if found in (None, ""):
        return []
    if not isinstance(found, list | tuple):
        raise FrappeTypeError(_("{0} must be a list").format(name))
    return list(found)


def as_filters(value: Any, name: str = "filters") -> Any:
    """A dictionary or a list of filters, or JSON text of them. Raises FrappeTypeError."""
    found = _parsed(value)
    if found in (None, ""):
        return []
    if not isinstance(found, dict | list | tuple):
        raise FrappeTypeError(_("{0} must be a list or a dictionary").format(name))
    return found


def as_names(value: Any, name: str = "names") -> list[Any]:
    """A list of texts and numbers. Raises FrappeTypeError."""
    return [as_scalar(one, name) for one in as_list(value, name)]


def as_docs(value: Any, name: str = "docs") -> list[Row]:
    """A list of dictionaries. Raises FrappeTypeError."""
    return [as_dict(one, name) for one in as_list(value, name)]


def as_doc(value: Any, name: str = "doc") -> Row:
    """A dictionary with a `doctype`. Raises FrappeTypeError."""
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


def as_fields(value: Any, name: str = "fields") -> Any:
    """Names of columns: a list, or a text with one, with `*` or with commas. Raises FrappeTypeError."""
    found = _parsed(value) if isinstance(value, str) and value[:1] in ("[", "{", '"') else value
    if isinstance(found, dict):
        return [found]
    return found or None if isinstance(found, str) else as_list(found, name) or None


def as_value(value: Any, name: str = "data") -> Any:
    """JSON text as data; everything else as it is. Raises BrokenJson."""
    return _parsed(value)


def as_scalar(value: Any, name: str = "data") -> Any:
    """One value: text, number or switch. Raises FrappeTypeError."""
    if isinstance(value, list | dict):
        raise FrappeTypeError(_("{0} must be a single value").format(name))
    return value


def _untouched(value: Any, name: str) -> Any:
    return value


_SHAPES: dict[str, Callable[[Any, str], Any]] = {
    "dict": as_dict, "list": as_list, "names": as_names, "doc": as_doc, "docs": as_docs,
    "filters": as_filters, "fields": as_fields, "json": as_value, "scalar": as_scalar, "any": _untouched,
}  # fmt: skip


# annotations of a function ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Check:
    """What is done with the value of one parameter."""

    hint: Any
    default: Any
    shape: Callable[[Any, str], Any] | None

    def of(self, name: str, value: Any) -> Any:
        """The value as the function wants it. Raises FrappeTypeError."""
        if self._is_nothing(value):
            return self.default
        if self.shape:
            return self.shape(value, name)
        if str in types.choices(self.hint) and isinstance(value, int | float):
            return str(value)
        try:
            return types.fitted(value, self.hint)
        except TypeError as error:
            told = _("{0} must be {1}, not {2}")
            raise FrappeTypeError(told.format(name, error, type(value).__name__)) from error

    def _is_nothing(self, value: Any) -> bool:
        """Nothing was said: the default is meant, where there is one."""
        if self.default is inspect.Parameter.empty:
            return False
        return value is None or (value == "" and not self.shape and not types.fits("", self.hint))


@lru_cache(maxsize=4000)
def _checks(function: Callable[..., Any]) -> dict[str, _Check]:
    """Parameter → the check of its annotation; annotations that cannot be read check nothing."""
    inner = inspect.unwrap(function)
    try:
        hints = typing.get_type_hints(inner, include_extras=True)
    except Exception:  # names that only type checkers import
        return {}
    parameters = inspect.signature(inner).parameters
    return {name: _check(parameters[name], hint) for name, hint in hints.items() if name in parameters}


def _check(parameter: inspect.Parameter, hint: Any) -> _Check:
    marks = getattr(hint, "__metadata__", ("",))
    return _Check(hint, parameter.default, _SHAPES.get(str(marks[0])))
