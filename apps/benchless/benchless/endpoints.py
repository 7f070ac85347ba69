"""Functions that callers from outside name: how they are found, and with which values they are called."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from . import dotted
from .arguments import shaped
from .context import current
from .errors import ValidationError
from .messages import throw
from .translations import _

# Never taken from a request: the last two are for callers in Python.
RESERVED = ("cmd", "csrf_token", "ignore_permissions", "flags")


def find(path: str) -> Callable[..., Any]:
    """The function, after overrides by apps. Raises ValidationError when there is none."""
    overrides = current().site.hook_dict("override_whitelisted_methods").get(path)
    path = overrides[-1] if overrides else path
    if path.partition(".")[0] not in current().site.apps:
        # Only the code of installed apps is looked at: nothing else is imported because a caller names it.
        throw(_("Failed to get method for command {0}").format(path), ValidationError)
    try:
        function = dotted.load(path)
    except (ImportError, AttributeError, ValueError) as error:
        if (
            isinstance(error, ImportError)
            and error.name
            and not path.startswith(error.name)
            and error.name not in path
        ):
            raise
        throw(_("Failed to get method for command {0}").format(path), ValidationError)
    if not callable(function):
        throw(_("Failed to get method for command {0}").format(path), ValidationError)
    return function  # type: ignore[no-any-return]


def arguments(function: Callable[..., Any], form: dict[str, Any]) -> dict[str, Any]:
    """The values of a request that a function takes."""
    names, takes_all, needed = _signature(function)
    missing = [name for name in needed if name not in form]
    if missing:
        throw(_("Missing argument: {0}").format(", ".join(missing)), ValidationError)
    if takes_all:
        given = {key: value for key, value in form.items() if key not in RESERVED}
    else:
        given = {key: form[key] for key in names if key in form and key not in RESERVED}
    return shaped(function, given)


@lru_cache(maxsize=4000)
def _signature(function: Callable[..., Any]) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    """Names of the parameters, whether any other is taken too, and the names without a default."""
    parameters = inspect.signature(function).parameters.values()
    takes_all = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters)
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    named = [p for p in parameters if p.kind in kinds and p.name != "self"]
    needed = tuple(p.name for p in named if p.default is inspect.Parameter.empty)
    return tuple(p.name for p in named), takes_all, needed
