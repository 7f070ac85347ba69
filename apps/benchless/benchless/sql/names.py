"""Identifiers in a statement."""

from __future__ import annotations


def quoted(name: str) -> str:
    """An identifier between back-ticks; a back-tick inside is refused."""
    if "`" in name or "\0" in name:
        raise ValueError(f"bad identifier: {name!r}")
    return f"`{name}`"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Several identifiers with commas between."""
    return ", ".join(map(quoted, names))
