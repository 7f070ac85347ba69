"""Names that this server does not have: they say so, and where the list is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dis import opmap
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from benchless.absent import AbsentImport, AbsentModule, AbsentName

IMPORT_FROM = opmap["IMPORT_FROM"]


def absent_attribute(module: str) -> Callable[[str], Any]:
    """A module's `__getattr__`: AttributeError for who probes, ImportError for `from module import name`."""

    def refuse(name: str) -> Any:
        path = f"{module}.{name}"
        if name.startswith("__"):
            raise AttributeError(path)
        if _is_module(path):
            return import_module(path)  # there, only not imported yet
        # `from x import y` swallows an AttributeError and its words; only the asking frame tells it apart.
        asking = sys._getframe(1)
        if asking.f_code.co_code[asking.f_lasti] == IMPORT_FROM:
            raise AbsentImport(path)
        raise AbsentName(path)

    return refuse


def _is_module(path: str) -> bool:
    try:
        return find_spec(path) is not None
    except ModuleNotFoundError:
        return False


class WatchedLoader(SourceFileLoader):
    """Loads a module of the face and lets it answer for the names that it lacks."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__dict__.setdefault("__getattr__", absent_attribute(module.__name__))


class WatchedImports(MetaPathFinder):
    """Finds the modules of one package as always; refuses missing ones in plain words."""

    def __init__(self, package: str) -> None:
        self.prefix = f"{package}."

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The place of a module. Raises AbsentModule."""
        if not fullname.startswith(self.prefix):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None:
            raise AbsentModule(fullname)
        if type(spec.loader) is SourceFileLoader:
            spec.loader = WatchedLoader(fullname, spec.loader.path)
        return spec


def watch(package: str) -> None:
    """Answer for the absent modules and names of a package from now on."""
    sys.meta_path.insert(0, WatchedImports(package))
    sys.modules[package].__dict__["__getattr__"] = absent_attribute(package)


watch("frappe")
