"""Role, place, state and action for every document of the processes, at the doors of the server."""

from collections.abc import Iterator

import pytest

from cso_management.permissions import matrix

from . import expected
from .doors import Caller
from .people import PEOPLE
from .reading import acts, line, people, table
from .world import EDITED, KINDS, World, states_of

Callers = dict[str, Caller]
EVERY = sorted(KINDS)
asked = {"questions": 0}


def test_no_business_document_is_left_out() -> None:
    assert set(KINDS) == set(matrix.RULES)


def readers(doctype: str) -> dict[str, set[str]]:
    return {s: people(cell) for s, cell in table(expected.READS, doctype, states_of(doctype)).items()}


def known(world: World, doctype: str, found: set[str]) -> set[str]:
    """States of the documents that were found."""
    asked["questions"] += len(states_of(doctype))
    assert found <= set(world.names.values())
    return {state for state in states_of(doctype) if world.names[doctype, state] in found}


def each(callers: Callers) -> Iterator[tuple[str, Caller]]:
    asked["questions"] += len(callers)
    yield from callers.items()


@pytest.mark.parametrize("doctype", EVERY)
def test_lists_reports_and_counts(doctype: str, world: World, callers: Callers) -> None:
    wanted = readers(doctype)
    for word, caller in callers.items():
        mine = {state for state, who in wanted.items() if word in who}
        assert known(world, doctype, caller.listed(doctype)) == mine, f"list of {word}"
        assert known(world, doctype, caller.reported(doctype)) == mine, f"report of {word}"
        assert caller.counted(doctype) == len(mine), f"count of {word}"


@pytest.mark.parametrize("doctype", EVERY)
def test_exports(doctype: str, world: World, callers: Callers) -> None:
    wanted = readers(doctype)
    for word, caller in callers.items():
        mine = {state for state, who in wanted.items() if word in who}
        leaves = set() if word.split(".")[0] in expected.NOT_EXPORTING else mine
        assert known(world, doctype, caller.exported(doctype)) == leaves, f"export of {word}"


@pytest.mark.parametrize("doctype", EVERY)
def test_documents(doctype: str, world: World, callers: Callers) -> None:
    for state, who in readers(doctype).items():
        name = world.names[doctype, state]
        assert {word for word, caller in each(callers) if caller.reads(doctype, name)} == who, state


@pytest.mark.parametrize("doctype", EVERY)
def test_buttons(doctype: str, world: World, callers: Callers) -> None:
    wanted, seen = table(expected.ACTS, doctype, states_of(doctype)), readers(doctype)
    for state, cell in wanted.items():
        name = world.names[doctype, state]
        asking = [(word, caller) for word, caller in each(callers) if word in seen[state]]
        found = {word: offered for word, caller in asking if (offered := caller.acts(doctype, name))}
        assert found == acts(cell), state


@pytest.mark.parametrize("doctype", EVERY)
def test_writing(doctype: str, world: World, callers: Callers) -> None:
    for state, cell in table(expected.WRITES, doctype, states_of(doctype)).items():
        name, change = world.names[doctype, state], EDITED[doctype]
        assert {word for word, caller in each(callers) if caller.writes(doctype, name, **change)} == people(
            cell
        ), state


@pytest.mark.parametrize("doctype", EVERY)
def test_deleting(doctype: str, world: World, callers: Callers) -> None:
    for state, cell in table(expected.DELETES, doctype, states_of(doctype)).items():
        name = world.names[doctype, state]
        may = {word for word, caller in each(callers) if caller.may(doctype, name, "delete")}
        assert may == people(cell), state


@pytest.mark.parametrize("doctype", EVERY)
def test_creating(doctype: str, world: World, callers: Callers) -> None:
    values = world.beginning(doctype)
    found = {word for word, caller in each(callers) if caller.creates(doctype, **values)}
    assert found == people(line(expected.CREATES, doctype))


@pytest.mark.parametrize("doctype", EVERY)
def test_printing_commenting_attaching(doctype: str, world: World, callers: Callers) -> None:
    """Of the last state: papers and remarks for readers, files for those whose stage it is."""
    state = states_of(doctype)[-1]
    name, who = world.names[doctype, state], readers(doctype)[state]
    assert {word for word, caller in each(callers) if caller.prints(doctype, name)} == who
    assert {word for word, caller in each(callers) if caller.comments(doctype, name)} == who
    writers = {word for word in PEOPLE if callers[word].may(doctype, name, "write")}
    assert {word for word, caller in each(callers) if caller.attaches(doctype, name)} == writers


@pytest.mark.parametrize("doctype", EVERY)
def test_what_nobody_does(doctype: str, world: World, callers: Callers) -> None:
    name = world.names[doctype, states_of(doctype)[-1]]
    for right in expected.NOBODY:
        assert not [word for word, caller in each(callers) if caller.may(doctype, name, right)], right


def test_thousands_of_questions_were_asked() -> None:
    assert asked["questions"] >= 20_000
