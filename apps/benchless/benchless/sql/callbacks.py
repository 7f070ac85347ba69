"""Functions that wait for one moment of a transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class CallbackQueue:
    """Functions to run at one moment of a transaction (`frappe.db.after_commit.add`)."""

    def __init__(self) -> None:
        self._functions: list[Callable[[], Any]] = []
        self._last: list[Callable[[], Any]] = []

    def add(self, function: Callable[[], Any]) -> None:
        """Run this too, in the order of adding."""
        self._functions.append(function)

    def add_last(self, function: Callable[[], Any]) -> None:
        """Run this when nothing else waits any more."""
        self._last.append(function)

    def run(self) -> None:
        """Run and forget everything, also what is added meanwhile."""
        while waiting := self._functions or self._last:
            waiting.pop(0)()

    def reset(self) -> None:
        """Forget everything."""
        self._functions.clear()
        self._last.clear()

    def __len__(self) -> int:
        return len(self._functions) + len(self._last)
