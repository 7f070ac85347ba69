"""The table of edge rules: every choice of every case. `s` submits, `x` examined, `u` is above."""

import pytest

from cso_management.approvals.rules import edges
from cso_management.approvals.rules.edges import Rules, Situation

BLOCK, UP, FALLBACK = edges.BLOCK, edges.NEXT_LEVEL, edges.FALLBACK
SKIP, ALLOW = edges.SKIP, edges.ALLOW
DELEGATE, OTHERS = edges.DELEGATE, edges.NEXT_CANDIDATE
STATES = {"gone": edges.GONE, "gone2": edges.GONE, "away": edges.ABSENT}
STAND_INS = {"gone": "e", "away": "e", "gone2": "gone"}


def situation(above: str = "u", fallback: str = "f") -> Situation:
    return Situation(
        submitter="s",
        barred=frozenset("x"),
        state=lambda user: STATES.get(user, edges.HERE),
        stand_in=STAND_INS.get,
        above=lambda: above.split(),
        fallback=fallback,
    )


@pytest.mark.parametrize(
    ("people", "rule", "above", "expected"),
    [
        ("", BLOCK, "u", ""),
        ("", UP, "u", "u"),
        ("", UP, "s u", "u"),
        ("", UP, "gone", ""),
        ("", FALLBACK, "u", "f"),
        ("a", UP, "u", "a"),
        ("a a", BLOCK, "u", "a"),
    ],
)
def test_nobody_is_found(people: str, rule: str, above: str, expected: str) -> None:
    assert edges.resolve(people.split(), Rules(nobody=rule), situation(above)).people == expected.split()


@pytest.mark.parametrize(
    ("people", "rule", "above", "expected", "skipped"),
    [
        ("s a", BLOCK, "u", "a", False),
        ("s", BLOCK, "u", "u", False),
        ("s", BLOCK, "", "", False),
        ("s", SKIP, "u", "", True),
        ("s a", SKIP, "u", "a", False),
        ("s", ALLOW, "u", "s", False),
        ("s a", ALLOW, "u", "s a", False),
    ],
)
def test_the_submitter_would_decide(people: str, rule: str, above: str, expected: str, skipped: bool) -> None:
    found = edges.resolve(people.split(), Rules(submitter=rule), situation(above))
    assert (found.people, found.skip) == (expected.split(), skipped)


@pytest.mark.parametrize(
    ("people", "rule", "nobody", "expected"),
    [
        ("gone a", DELEGATE, BLOCK, "e a"),
        ("gone e", DELEGATE, BLOCK, "e"),
        ("gone2", DELEGATE, BLOCK, ""),
        ("gone2", DELEGATE, UP, "u"),
        ("gone2", DELEGATE, FALLBACK, "f"),
        ("away a", DELEGATE, BLOCK, "away a"),
        ("gone a", OTHERS, BLOCK, "a"),
        ("away a", OTHERS, BLOCK, "a"),
        ("gone", OTHERS, BLOCK, ""),
        ("gone", OTHERS, UP, "u"),
        ("gone a", UP, BLOCK, "u a"),
        ("away", UP, BLOCK, "u"),
        ("a", UP, BLOCK, "a"),
    ],
)
def test_disabled_or_away(people: str, rule: str, nobody: str, expected: str) -> None:
    rules = Rules(away=rule, nobody=nobody)
    assert edges.resolve(people.split(), rules, situation()).people == expected.split()


@pytest.mark.parametrize("submitter_rule", edges.SUBMITTER)
@pytest.mark.parametrize(
    ("people", "expected"),
    [("s a", "a"), ("x a", "a"), ("x", "u"), ("s x", "u"), ("gone", "e")],
)
def test_a_deciding_step_bars_submitter_and_examiners(
    submitter_rule: str, people: str, expected: str
) -> None:
    rules = Rules(submitter=submitter_rule, deciding=True)
    assert edges.resolve(people.split(), rules, situation()).people == expected.split()


def test_a_stand_in_who_examined_does_not_come_in() -> None:
    now = Situation(submitter="s", barred=frozenset("e"), state=lambda user: STATES.get(user, edges.HERE))
    rules = Rules(deciding=True)
    assert edges.resolve(["gone", "a"], rules, now).people == ["a"]
