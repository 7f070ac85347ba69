"""Loading things by dotted path: how hooks, controllers and whitelisted functions are named."""

from __future__ import annotations

import importlib
import inspect
from functools import lru_cache
from typing import Any


def load(path: str) -> Any:
    """`package.module.name` → the object. Raises ImportError or AttributeError."""
    module, _, name = path.rpartition(".")
    if not module:
        raise ImportError(path)
    return getattr(importlib.import_module(module), name)


def call(path: str, *args: Any, **kwargs: Any) -> Any:
    """Call a function by its dotted path."""
    return load(path)(*args, **kwargs)


def call_fitting(path: str, *args: Any, **offered: Any) -> Any:
    """Call a function with those of the named values that it takes, as Frappe calls hooks."""
    names = _takes(path)
    return load(path)(
        *args, **{key: value for key, value in offered.items() if names is None or key in names}
    )


@lru_cache(maxsize=2000)
def _takes(path: str) -> frozenset[str] | None:
    """Names of the parameters; None when it takes any."""
    parameters = inspect.signature(load(path)).parameters.values()
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return frozenset(parameter.name for parameter in parameters)
