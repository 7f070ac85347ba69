"""The matrix of rights as the design has it, against the tables of single documents."""

from collections.abc import Iterator

import pytest

from . import expected
from .reading import acts, line, people, table
from .world import states_of

COLUMNS = ("rep", "vil", "tcl", "tld", "cof", "cld", "city", "fin", "ope", "aud")
# C create, W write at one's own stage, A act or approve, R read, - nothing.
ROWS = """
review    CW  A   A   A   A   A   R   -   R   R
purchase  R   -   CW  A   A   A   RA  A   -   R
demand    C   C   CW  A   R   R   R   -   -   R
payment   C   -   W   A   A   A   -   A   -   R
pilot     R   CW  A   A   A   A   A   -   R   R
activity  CW  A   A   R   R   A   R   -   C   R
credit    R   R   R   R   CW  A   A   -   -   R
plans     -   R   W   A   CW  A   CWA R   -   R
"""
GROUPS = {
    "review": ("CSO Annual Review",),
    "purchase": ("CSO Purchase Project", "CSO Service Contract"),
    "demand": ("CSO Service Demand",),
    "payment": ("CSO Payment Request",),
    "pilot": ("CSO Rural Pilot",),
    "activity": ("CSO Activity",),
    "credit": ("CSO Spot Check", "CSO Credit Record", "CSO Credit List Entry", "CSO Penalty Record"),
    "plans": ("CSO Plan Target", "CSO Period Snapshot"),
}
CITY = ("cio", "cil")
# Letters that nobody can use yet, and why.
NOT_YET = {
    ("review", "ope"): "no platform serves anybody before platforms are built",
    ("pilot", "ope"): "no platform serves anybody before platforms are built",
    ("activity", "ope"): "no platform serves anybody before platforms are built",
    ("activity", "tcl"): "the village confirms; the route may be lengthened to the town",
    ("activity", "cld"): "brands are not built",
    ("demand", "tld"): "the clerk confirms; the route may be lengthened",
    ("payment", "cof"): "the route ends at the town; it may be lengthened",
    ("payment", "cld"): "the route ends at the town; it may be lengthened",
    ("plans", "vil"): "tables and targets of a village come with the plans",
    ("plans", "tcl"): "tables and targets of a street come with the plans",
    ("plans", "tld"): "tables and targets of a street come with the plans",
}


def cells() -> Iterator[tuple[str, str, str]]:
    for row in ROWS.strip().splitlines():
        group, *letters = row.split()
        yield from ((group, column, cell) for column, cell in zip(COLUMNS, letters, strict=True))


def words(column: str) -> tuple[str, ...]:
    return CITY if column == "city" else (column,)


def reads(group: str, column: str) -> bool:
    return any(
        {*words(column)} & people(cell)
        for doctype in GROUPS[group]
        for cell in table(expected.READS, doctype, states_of(doctype)).values()
    )


def creates(group: str, column: str) -> bool:
    return any({*words(column)} & people(line(expected.CREATES, doctype)) for doctype in GROUPS[group])


def works(group: str, column: str) -> bool:
    """Acts somewhere, or writes somewhere."""
    for doctype in GROUPS[group]:
        states = states_of(doctype)
        acting = [set(acts(cell)) for cell in table(expected.ACTS, doctype, states).values()]
        writing = [people(cell) for cell in table(expected.WRITES, doctype, states).values()]
        if any({*words(column)} & who for who in (*acting, *writing)):
            return True
    return False


@pytest.mark.parametrize(("group", "column", "cell"), list(cells()))
def test_every_letter_of_the_matrix(group: str, column: str, cell: str) -> None:
    found = {
        "reads": reads(group, column),
        "creates": creates(group, column),
        "works": works(group, column),
    }
    wanted = {"reads": cell != "-", "creates": "C" in cell, "works": bool({*cell} & {*"CWA"})}
    if (group, column) in NOT_YET:
        assert found != wanted, "it can be used now: take it off the list"
        return
    assert found == wanted
