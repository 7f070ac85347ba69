"""The page docs/frappe-surface.md, made of the list and the lookups."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from tools.paths import ROOT
from tools.surface.lookup import found
from tools.surface.names import Name, listed, notes

PAGE = ROOT / "docs" / "frappe-surface.md"
WORKS, PARTLY, ABSENT = "works", "works partly", "absent"
MARKS = {
    "MUST": "needed by nearly every app",
    "SHOULD": "needed by many",
    "LATER": "needed by few",
    "MORE": "known from Frappe's own modules, beyond the list of needs",
}
HEAD = """# The Frappe names that this server has

Written by `python -m tools.surface` out of the running code; a test compares. Only the built-in server is
meant: on a bench every name is Frappe's own.

A name that is absent raises an error that says so and points here: `AbsentName` (an AttributeError),
`AbsentImport` (an ImportError) or `AbsentModule` (a ModuleNotFoundError), so `hasattr`, `getattr` with a
default and `except ImportError` work as ever.
"""


def state(name: Name, missing: dict[str, str]) -> str:
    """What the code says about a name; a note tells what is missing of one that is there."""
    noted = name.shown in missing
    if found(name):
        return PARTLY if noted else WORKS
    return PARTLY if noted and name.kind == "hook" else ABSENT


def page() -> str:
    """The whole page. Needs an open site."""
    missing = notes()
    states = {name: state(name, missing) for name in listed()}
    parts = [HEAD, _totals(states), *_chapters(states, missing)]
    return "\n".join(parts)


def _totals(states: dict[Name, str]) -> str:
    rows = ["| | works | works partly | absent |", "| --- | ---: | ---: | ---: |"]
    for mark, meaning in MARKS.items():
        counts = Counter(state for name, state in states.items() if name.mark == mark)
        rows.append(f"| **{mark}**: {meaning} | {counts[WORKS]} | {counts[PARTLY]} | {counts[ABSENT]} |")
    return "\n".join(rows) + "\n"


def _chapters(states: dict[Name, str], missing: dict[str, str]) -> Iterable[str]:
    order = list(MARKS)
    titles = list(dict.fromkeys(name.title for name in states))
    names = sorted(states, key=lambda name: (titles.index(name.title), order.index(name.mark)))
    for title, of_title in groupby(names, key=lambda name: name.title):
        yield f"## {title}\n"
        for mark, group in groupby(of_title, key=lambda name: name.mark):
            yield from _group(mark, list(group), states, missing)


def _group(mark: str, names: list[Name], states: dict[Name, str], missing: dict[str, str]) -> Iterable[str]:
    yield f"**{mark}**\n"
    working = [f"`{name.shown}`" for name in names if states[name] == WORKS]
    if working:
        yield f"* works: {', '.join(working)}"
    for name in names:
        if states[name] == PARTLY:
            yield f"* works partly: `{name.shown}`: {missing[name.shown]}"
    absent = [f"`{name.shown}`" for name in names if states[name] == ABSENT]
    if absent:
        yield f"* absent: {', '.join(absent)}"
    yield ""
