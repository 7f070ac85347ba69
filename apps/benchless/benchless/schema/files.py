"""Definitions as files: where an app keeps its DocTypes and other standard documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from ..site import BUILT_IN_APP, Site, app_folder
from ..values import scrub

# The DocTypes without which no DocType can be read from the database.
CORE = (
    "DocType", "DocField", "DocPerm", "DocType Link", "DocType Action", "DocType State",
    "Custom Field", "Property Setter", "Custom DocPerm",
)  # fmt: skip


def modules_of(app: str) -> list[str]:
    """The modules that an app lists in modules.txt."""
    path = app_folder(app) / "modules.txt"
    return (
        [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        if path.exists()
        else []
    )


def module_folder(app: str, module: str) -> Path:
    return app_folder(app) / scrub(module)


def module_apps(site: Site) -> dict[str, str]:
    """Module → app, over all installed apps."""
    store = site.cache.store("hooks")
    if "module_apps" not in store:
        store["module_apps"] = {module: app for app in site.apps for module in modules_of(app)}
    return store["module_apps"]  # type: ignore[no-any-return]


def standard_files(app: str, kind: str) -> Iterator[Path]:
    """Files `<module>/<kind>/<name>/<name>.json` of an app, for example of kind `doctype`."""
    for module in modules_of(app):
        for folder in sorted((module_folder(app, module) / kind).glob("*/")):
            path = folder / f"{folder.name}.json"
            if path.exists():
                yield path


def read(path: Path) -> dict[str, Any]:
    """A JSON file as a dictionary."""
    return orjson.loads(path.read_bytes())  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def core_definitions() -> dict[str, dict[str, Any]]:
    """The definitions of CORE, straight from the built-in app's files."""
    wanted = {scrub(name) for name in CORE}
    found = (read(path) for path in standard_files(BUILT_IN_APP, "doctype") if path.stem in wanted)
    return {definition["name"]: definition for definition in found}


def controller_module(site: Site, doctype: str, module: str) -> str | None:
    """The dotted path of a DocType's controller module, or None when no installed app has the module."""
    app = module_apps(site).get(module)
    name = scrub(doctype)
    return f"{app}.{scrub(module)}.doctype.{name}.{name}" if app else None
