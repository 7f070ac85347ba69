"""Arguments of a function, checked against its annotations and cast where that is meant."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, get_args, get_origin, get_type_hints

from benchless.errors import ValidationError
from benchless.translations import _

YES_AND_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}


class FrappeTypeError(ValidationError, TypeError):
    """An argument is of a kind that its annotation does not allow."""


def validate_argument_types(
    func: Callable[..., Any], apply_condition: Callable[[], bool] = lambda: True
) -> Callable[..., Any]:
    """The function with its arguments checked at every call, while `apply_condition` says so."""

    @wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if apply_condition():
            args, kwargs = transform_parameter_types(func, args, kwargs)
        return func(*args, **kwargs)

    return wrapper


def transform_parameter_types(
    func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments, texts of numbers and switches cast to what is wanted. Raises FrappeTypeError."""
    wanted = _annotations(func)
    if not wanted:
        return args, kwargs
    names = list(inspect.signature(func).parameters)
    listed = [_checked(func, name, value, wanted) for name, value in zip(names, args, strict=False)]
    rest = args[len(listed) :]
    return (*listed, *rest), {name: _checked(func, name, value, wanted) for name, value in kwargs.items()}


@lru_cache(maxsize=2000)
def _annotations(func: Callable[..., Any]) -> dict[str, Any]:
    """Parameter → its type; a default of None allows None. Empty when an annotation cannot be read."""
    try:
        hints = get_type_hints(func)
    except Exception:  # names that only type checkers import
        return {}
    hints.pop("return", None)
    parameters = inspect.signature(func).parameters
    for name, hint in list(hints.items()):
        if name in parameters and parameters[name].default is None:
            hints[name] = hint | None if not isinstance(hint, str) else Any
    return hints


def _checked(func: Callable[..., Any], name: str, value: Any, wanted: dict[str, Any]) -> Any:
    hint = wanted.get(name, Any)
    if _fits(value, hint):
        return value
    for kind in _choices(hint):
        found, cast = _cast(value, kind)
        if found:
            return cast
    told = _("{0} of {1} takes {2}, not {3}")
    kinds = getattr(hint, "__name__", None) or str(hint)
    place = f"'{func.__module__}.{func.__qualname__}'"
    raise FrappeTypeError(told.format(f"'{name}'", place, kinds, type(value).__name__))


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a type; what is inside of lists and dictionaries is not looked at."""
    if hint is Any or isinstance(hint, typing.TypeVar):
        return True
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if origin is typing.Literal:
        return value in get_args(hint)
    if origin is typing.Annotated:
        return _fits(value, get_args(hint)[0])
    kind = origin or hint
    if kind is None or kind is type(None):
        return value is None
    if not isinstance(kind, type):
        return True
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)


def _cast(value: Any, kind: Any) -> tuple[bool, Any]:
    """A value as another type, where nothing is lost by it."""
    if kind is bool and str(value).strip().lower() in YES_AND_NO:
        return True, YES_AND_NO[str(value).strip().lower()]
    if kind in (int, float) and isinstance(value, str | bool | int | float):
        try:
            return True, kind(value)
        except ValueError:
            return False, None
    if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
        return True, str(value)
    return False, None


__all__ = ["FrappeTypeError", "transform_parameter_types", "validate_argument_types"]
