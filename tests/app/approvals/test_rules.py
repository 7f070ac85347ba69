"""The tables of the rules: modes, edges, opinions, conditions, delegations, returns, the chain."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_management.approvals.rules import conditions, delegation, edges, hash_chain, modes, opinions, returns
from cso_management.approvals.rules.delegation import Delegation

A, P, N = modes.AGREED, modes.PENDING, modes.NEGATIVE


@pytest.mark.parametrize(
    ("mode", "votes", "needed", "unit", "expected"),
    [
        ("any", [P, P], 0, "count", "open"),
        ("any", [A, P], 0, "count", "pass"),
        ("any", [N, P], 0, "count", "fail"),
        ("any", [], 0, "count", "open"),
        ("all", [A, A, P], 0, "count", "open"),
        ("all", [A, A, A], 0, "count", "pass"),
        ("all", [A, N, P], 0, "count", "fail"),
        ("all", [], 0, "count", "open"),
        ("sequence", [A, P], 0, "count", "open"),
        ("sequence", [A, A], 0, "count", "pass"),
        ("sequence", [A, N], 0, "count", "fail"),
        ("ratio", [A, A, P], 2, "count", "pass"),
        ("ratio", [A, P, P], 2, "count", "open"),
        ("ratio", [A, N, P], 2, "count", "open"),
        ("ratio", [N, N, P], 2, "count", "fail"),
        ("ratio", [A, A, P], 60, "percent", "pass"),
        ("ratio", [A, A, P], 67, "percent", "open"),
        ("ratio", [A, N, P], 67, "percent", "fail"),
        ("ratio", [A, P, P], 50, "percent", "open"),
        ("ratio", [A, A, P, P, P], 50, "percent", "open"),
        ("ratio", [A, A, A, P, P], 50, "percent", "pass"),
        ("ratio", [A], 2, "count", "fail"),
        ("ratio", [A], 0, "count", "pass"),
    ],
)
def test_modes(mode: str, votes: list[str], needed: int, unit: str, expected: str) -> None:
    assert modes.verdict(mode, votes, needed, unit) == expected


def test_a_removed_task_leaves_the_denominator() -> None:
    assert modes.verdict("ratio", [A, A, P, P], 60, "percent") == "open"
    assert modes.verdict("ratio", [A, A, P], 60, "percent") == "pass"


@given(st.lists(st.sampled_from([A, P, N]), min_size=1, max_size=30), st.integers(1, 100))
def test_ratio_never_counts_twice(votes: list[str], percent: int) -> None:
    found = modes.verdict("ratio", votes, percent, "percent")
    needed = modes.needed_votes(percent, "percent", len(votes))
    assert (found == "pass") == (votes.count(A) >= needed)
    assert (found == "fail") == (len(votes) - votes.count(N) < needed)


@pytest.mark.parametrize(
    ("rule", "decided", "expected"),
    [
        (edges.ASK, [{"a"}], False),
        (edges.AUTO_ONCE, [{"a"}, {"b"}], True),
        (edges.AUTO_ONCE, [{"b"}], False),
        (edges.AUTO_CONSECUTIVE, [{"a"}, {"b"}], False),
        (edges.AUTO_CONSECUTIVE, [{"b"}, {"a"}], True),
        (edges.AUTO_CONSECUTIVE, [], False),
    ],
)
def test_decided_before(rule: str, decided: list[set[str]], expected: bool) -> None:
    assert edges.agrees_by_itself(rule, "a", decided) is expected


@pytest.mark.parametrize(
    ("user", "principal", "deciding", "expected"),
    [
        ("clerk", "clerk", True, False),
        ("clerk", "clerk", False, True),
        ("leader", "leader", True, True),
        ("clerk", "leader", True, False),
        ("leader", "submitter", True, False),
    ],
)
def test_separation_of_duties(user: str, principal: str, deciding: bool, expected: bool) -> None:
    assert edges.may_decide(user, principal, "submitter", {"clerk"}, deciding=deciding) is expected


@pytest.mark.parametrize("rule", ["negative", "always", "overdue", "never"])
@pytest.mark.parametrize("act", ["agree", "refuse", "return", "transfer", "terminate"])
@pytest.mark.parametrize("overdue", [False, True])
def test_opinions(rule: str, act: str, overdue: bool) -> None:
    negative = act in ("refuse", "return", "terminate")
    wanted = negative or (act == "agree" and (rule == "always" or (rule == "overdue" and overdue)))
    assert opinions.needs_opinion(rule, act, overdue=overdue) is wanted


@pytest.mark.parametrize(
    ("operator", "value", "wanted", "expected"),
    [
        ("=", "New", "New", True),
        ("=", 10, "10", True),
        ("!=", "New", "Change", True),
        (">", 10, 9, True),
        (">=", 10, "10", True),
        ("<", None, 1, True),
        ("<=", "5", 4, False),
        ("in", "New", ["New", "Change"], True),
        ("in", "New", "New\nChange", True),
        ("not in", "Cancel", ["New"], True),
        ("contains", "映月社区", "社区", True),
        ("is set", "", None, False),
        ("is set", "x", None, True),
        ("is not set", 0, None, True),
    ],
)
def test_conditions(operator: str, value: object, wanted: object, expected: bool) -> None:
    assert conditions.holds([{"field": "f", "operator": operator, "value": wanted}], {"f": value}) is expected


def test_conditions_name_what_is_wrong() -> None:
    rows = [{"field": "x", "operator": "="}, {"field": "a", "operator": "eval"}]
    assert conditions.problems(rows, {"a"}) == ["field:x", "operator:eval"]


DAY = date(2026, 11, 23)


def row(giver: str, taker: str, **more: object) -> Delegation:
    return Delegation(giver, taker, date(2026, 11, 1), date(2026, 11, 30), **more)  # type: ignore[arg-type]


def everything(found: Delegation) -> bool:
    return found.covers(DAY, "Filing", frozenset({"town", "county"}), 500)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("a", "b")], ["b"]),
        ([row("a", "b"), row("b", "c")], ["b", "c"]),
        ([row("a", "b"), row("b", "a")], ["b"]),
        ([row("a", "b"), row("b", "c"), row("c", "d"), row("d", "e")], ["b", "c", "d"]),
        ([row("a", "b", disabled=True)], []),
        ([row("a", "b", doctypes=frozenset({"Other"}))], []),
        ([row("a", "b", regions=frozenset({"county"}))], ["b"]),
        ([row("a", "b", regions=frozenset({"elsewhere"}))], []),
        ([row("a", "b", amount_cap=499)], []),
        ([row("a", "b", amount_cap=500)], ["b"]),
        ([Delegation("a", "b", date(2026, 12, 1), date(2026, 12, 2))], []),
    ],
)
def test_stand_ins(rows: list[Delegation], expected: list[str]) -> None:
    assert delegation.stand_ins("a", rows, everything) == expected


def test_a_circle_is_seen() -> None:
    assert delegation.makes_a_circle(row("c", "a"), [row("a", "b"), row("b", "c")])
    assert not delegation.makes_a_circle(row("c", "d"), [row("a", "b"), row("b", "c")])
    later = Delegation("b", "a", date(2026, 12, 1), date(2026, 12, 5))
    assert not delegation.makes_a_circle(later, [row("a", "b")])


@pytest.mark.parametrize(
    ("mode", "order", "only_attachments", "expected"),
    [
        ("all", 0, False, (["a", "b", "c"], 0)),
        ("all", 0, True, (["b"], 0)),
        ("sequence", 1, False, (["b", "c"], 1)),
        ("sequence", 1, True, (["b", "c"], 1)),
        ("any", 0, True, (["a", "b", "c"], 0)),
        ("ratio", 0, True, (["a", "b", "c"], 0)),
    ],
)
def test_straight_back(
    mode: str, order: int, only_attachments: bool, expected: tuple[list[str], int]
) -> None:
    returned = {"user": "b", "order": order}
    found = returns.reopened(mode, ["a", "b", "c"], returned, only_attachments=only_attachments)
    assert found == expected


def test_what_could_have_been_asked_at_once() -> None:
    earlier = [{"step": "x", "fields": ["purpose"]}]
    ask = returns.could_have_been_asked
    assert ask(earlier, "x", {"address"}, {"address"}) == ["address"]
    assert ask(earlier, "x", {"address"}, set()) == []
    assert ask(earlier, "x", {"purpose"}, {"purpose"}) == []
    assert ask(earlier, "y", {"address"}, {"address"}) == []
    assert ask([], "x", {"address"}, {"address"}) == []


@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.text(max_size=5)), min_size=1, max_size=6), st.data()
)
def test_a_changed_row_breaks_the_chain_there(rows: list[dict[str, str]], data: st.DataObject) -> None:
    chain, previous = [], ""
    for content in rows:
        hashed = hash_chain.row_hash(content, previous)
        chain.append((content, previous, hashed))
        previous = hashed
    assert hash_chain.first_broken(chain) is None
    index = data.draw(st.integers(0, len(chain) - 1))
    content, before, hashed = chain[index]
    chain[index] = ({**content, "a": content.get("a", "") + "!"}, before, hashed)
    assert hash_chain.first_broken(chain) == index
