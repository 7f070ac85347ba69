"""The page docs/modules.md: every module of the engine and the face, in its own words."""

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tools.paths import ENGINE, ROOT

PAGE = ROOT / "docs" / "modules.md"
HEAD = """# Where things are

Every Python module of the server by its folder, in its own words. Written by `python -m tools.surface`; a
test compares. How the packages stand on each other is told in [architecture.md](architecture.md), which
Frappe names they offer in [frappe-surface.md](frappe-surface.md).
"""
WHAT = {"benchless": "the engine", "frappe": "the face: documented names and built-in DocTypes"}


def sources() -> list[Path]:
    """Every module of both packages that says something, in the order of their folders."""
    found = [path for package in WHAT for path in (ENGINE / package).rglob("*.py")]
    return sorted((path for path in found if path.stat().st_size), key=lambda path: (path.parent, path.name))


def sentence(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line; empty without one."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_parts()])


def _parts() -> Iterator[str]:
    package = ""
    for folder, files in groupby(sources(), key=lambda path: path.parent):
        place = folder.relative_to(ENGINE).as_posix()
        if place.split("/")[0] != package:
            package = place.split("/")[0]
            yield f"\n## `{package}`: {WHAT[package]}"
        if "/doctype/" in place:  # one line for each DocType is enough of a heading
            yield from (_line(path, short=True) for path in files)
        else:
            yield f"\n### `{place}`\n"
            yield from (_line(path) for path in files)


def _line(path: Path, short: bool = False) -> str:
    name = path.relative_to(path.parent.parent).as_posix() if short else path.name
    return f"* `{name}`: {sentence(path)}"
