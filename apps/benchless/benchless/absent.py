"""Errors for names that Frappe has and this server does not. They can be probed for as ever."""

from __future__ import annotations

PAGE = "docs/frappe-surface.md"


def absence(path: str) -> str:
    """The sentence for an absent name."""
    return f"{path} is not offered by this server. {PAGE} lists the names that are."


class AbsentName(AttributeError):
    """An attribute that is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(absence(path), name=path.rpartition(".")[2])


class AbsentModule(ModuleNotFoundError):
    """A module that is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(absence(path), name=path)


class AbsentImport(ImportError):
    """A name that a module cannot give."""

    def __init__(self, path: str) -> None:
        super().__init__(absence(path), name=path.rpartition(".")[0])
