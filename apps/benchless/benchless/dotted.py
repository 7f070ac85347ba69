"""Loading things by dotted path: how hooks, controllers and whitelisted functions are named."""

from __future__ import annotations

import importlib
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
