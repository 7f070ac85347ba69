"""A made-up year, played over HTTP by the people of its offices, gives the indicators of its plan."""

from collections.abc import Iterator

import pytest

from tests.county import run
from tests.county.plan import Mistake, Year, make, plant

KINDS = {
    "income",
    "invented income",
    "payment",
    "negative",
    "milestone",
    "bid conflict",
    "pilot conflict",
    "missed",
}


def small(seed: int) -> Year:
    return make(seed, organizations=16, contracts=4, pilots=3, filings=5, size=(1, 2, 3))


@pytest.fixture
def address() -> Iterator[str]:
    with run.own_server() as found:
        yield found


@pytest.mark.parametrize("seed", [7, 11])
def test_the_indicators_of_a_small_year(address: str, seed: int) -> None:
    assert run.play(address, small(seed)).wrong == []


def test_planted_mistakes_are_found_and_nothing_else_is(address: str) -> None:
    year = plant(small(5))
    result = run.play(address, year)
    assert result.wrong == []
    assert {mistake.kind for mistake in result.planted} == KINDS
    assert "NOT FOUND" not in result.planted.values()


def test_a_mistake_that_nobody_made_is_missed() -> None:
    """The comparison itself can fail: what is not found is told, and what was not planted, too."""
    clean, planted = Mistake("payment", "1"), Mistake("payment", "2")
    assert run.compared({clean: "refused"}, {planted}) == [
        "not found: payment 2",
        "false alarm: payment 1, refused",
    ]


def test_a_seed_tells_the_same_year_twice() -> None:
    assert make(3) == make(3)
    assert make(3) != make(4)


def test_a_whole_year_is_as_large_as_promised() -> None:
    year = make(7)
    assert (len(year.organizations), len(year.contracts), len(year.pilots)) == (300, 40, 12)
