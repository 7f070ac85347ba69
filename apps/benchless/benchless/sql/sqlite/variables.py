"""User variables of MariaDB (`@name`), one set for each connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import apsw


def register(connection: apsw.Connection) -> None:
    """Gives the connection `set_variable` and `get_variable`."""
    kept: dict[str, Any] = {}

    def write(name: Any, value: Any) -> Any:
        kept[name.lower()] = value
        return value

    def read(name: Any) -> Any:
        return kept.get(name.lower())

    functions: dict[str, tuple[Callable[..., Any], int]] = {
        "set_variable": (write, 2),
        "get_variable": (read, 1),
    }
    for word, (function, arguments) in functions.items():
        connection.create_scalar_function(word, function, arguments)
