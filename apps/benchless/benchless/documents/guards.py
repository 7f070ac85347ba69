"""Guards: rules of other packages (the workflow's) that every save must pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Guard = Callable[[Any], None]
_guards: list[Guard] = []


def add_guard(guard: Guard) -> None:
    """Run `guard(document)` at the end of the framework's checks of every save."""
    _guards.append(guard)


def run_guards(document: Any) -> None:
    """Ask every guard; one that refuses raises."""
    for guard in _guards:
        guard(document)
