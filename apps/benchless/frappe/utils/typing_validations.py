"""Arguments of a function, checked against its annotations and cast where that is meant."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, get_type_hints

from benchless.annotations import described, fitted
from benchless.errors import FrappeTypeError
from benchless.translations import _


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
    try:
        return fitted(value, hint)
    except TypeError as error:
        told = _("{0} of {1} takes {2}, not {3}")
        place = f"'{func.__module__}.{func.__qualname__}'"
        raise FrappeTypeError(
            told.format(f"'{name}'", place, described(hint), type(value).__name__)
        ) from error


__all__ = ["FrappeTypeError", "transform_parameter_types", "validate_argument_types"]
