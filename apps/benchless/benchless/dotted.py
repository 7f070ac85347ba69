"""Loading things by dotted path: how hooks, controllers and whitelisted functions are named."""

from __future__ import annotations

import importlib
import inspect
from typing import Any


def load(path: str) -> Any:
    """`package.module.name` → the object. Raises ImportError or AttributeError."""
    module, _, name = path.rpartition(".")
    if not module:
        raise ImportError(path)
    return getattr(importlib.import_module(module), name)


def call_known(path: str, *args: Any, **kwargs: Any) -> Any:
    """Call a function with those of the named values that it takes; hooks may know fewer."""
    function = load(path)
    parameters = inspect.signature(function).parameters
    takes_all = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values())
    known = kwargs if takes_all else {name: value for name, value in kwargs.items() if name in parameters}
    return function(*args, **known)


def call(path: str, /, *args: Any, **kwargs: Any) -> Any:
    """Call a function by its dotted path."""
    return load(path)(*args, **kwargs)
