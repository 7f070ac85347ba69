"""The tables of `expected` as sets of people."""

from collections.abc import Iterator

from .people import PEOPLE


def table(text: str, doctype: str, states: list[str]) -> dict[str, str]:
    """State to the cell that holds for it."""
    cells = dict(_lines(text, doctype))
    named = {state: cell for key, cell in cells.items() if key != "*" for state in key.split(", ")}
    return {state: named.get(state, cells.get("*", "")) for state in states}


def people(cell: str) -> set[str]:
    """`rep* vil` is every representative and the village officer of the place."""
    found = set()
    for word in cell.split():
        name = word.rstrip("*")
        found |= {name} if word == name else {one for one in PEOPLE if one.split(".")[0] == name}
    return found


def acts(cell: str) -> dict[str, set[str]]:
    """`vil Agree, Return; rep Withdraw`: person to actions."""
    parts = [part.split(" ", 1) for part in cell.split("; ") if part]
    return {word: set(actions.split(", ")) for word, actions in parts}


def line(text: str, doctype: str) -> str:
    rows = [row.split(": ", 1) for row in text.strip().splitlines()]
    return next((cell for name, cell in rows if name == doctype), "")


def _lines(text: str, doctype: str) -> Iterator[tuple[str, str]]:
    inside = False
    for row in text.strip().splitlines():
        if not row.startswith(" "):
            inside = row == doctype
        elif inside:
            key, cell = row.strip().split(": ", 1)
            yield key, cell
