"""Pages and counts of open tasks are those of a full sort, among thousands of tasks of others."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import open_tasks
from cso_management.demo import task_load

Call = Callable[..., Any]
TASK, MEMBER = "CSO Approval Task", "CSO Approval Task Member"


@pytest.fixture
def many(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_load, "OPEN_OF", {task_load.BUSY: 120, task_load.CALM: 7})
    monkeypatch.setattr(task_load, "OTHERS", 5)
    task_load.fill(tasks=1500, seed=7)


def sorted_by_hand(**filters: Any) -> list[Any]:
    filters = {"status": "Open", **filters}
    fields = ["name", "holder", "due_on", "opened_at"]
    rows = frappe.get_all(TASK, filters=filters, fields=fields, order_by="name asc", limit_page_length=0)
    return sorted(rows, key=lambda row: (str(row.due_on or "9999"), str(row.opened_at), row.name))


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("user", [task_load.BUSY, task_load.CALM])
@pytest.mark.parametrize("limit", [1, 7, 20, 200])
def test_pages_are_those_of_a_full_sort(user: str, limit: int) -> None:
    frappe.set_user(user)
    expected = [row.name for row in sorted_by_hand(holder=user)]
    assert any(row.due_on is None for row in sorted_by_hand(holder=user)) or user == task_load.CALM
    doors, found = open_tasks.doors_of_user(), []
    while page := open_tasks.page(doors, {}, len(found), limit):
        found += page
    assert found == expected


@pytest.mark.usefixtures("many")
def test_counts_are_right() -> None:
    frappe.set_user(task_load.BUSY)
    answer = approvals.inbox(limit=5)
    expected = sorted_by_hand(holder=task_load.BUSY)
    late = [row for row in expected if row.due_on and str(row.due_on) < frappe.utils.today()]
    assert (answer["counts"]["todo"], answer["counts"]["todo_red"]) == (len(expected), len(late))
    assert answer["kinds"] == {"CSO Filing Application": len(expected)}
    assert [row["task"] for row in answer["rows"]] == [row.name for row in expected[:5]]
    assert answer["has_more"]


@pytest.mark.usefixtures("many")
def test_the_same_seed_gives_the_same_tasks() -> None:
    first = frappe.get_all(
        TASK, filters={"name": ["like", "load-%"]}, fields=["name", "holder", "due_on"], order_by="name asc"
    )
    for row in first:
        frappe.db.delete(TASK, {"name": row.name})
    task_load.fill(tasks=1500, seed=7)
    again = frappe.get_all(
        TASK, filters={"name": ["like", "load-%"]}, fields=["name", "holder", "due_on"], order_by="name asc"
    )
    assert first == again
    owners = Counter(row.holder for row in sorted_by_hand(name=["like", "load-%"]))
    assert (owners[task_load.BUSY], owners[task_load.CALM]) == (120, 7)


@pytest.fixture
def pool(set_step: Call, new_application: Call, act: Call) -> Any:
    """A task that two people may claim."""
    set_step("village-review", users=["village.yingyue", "clerk.wanghu"], pool=1)
    doc = new_application()
    act(doc, "rep.new", "submit")
    return doc


def claimable(doc: Any) -> set[int]:
    tasks = frappe.get_all(TASK, filters={"reference_name": doc.name}, pluck="name", order_by="name asc")
    rows = frappe.get_all(MEMBER, filters={"parent": ["in", tasks]}, pluck="claimable", order_by="idx asc")
    return {int(row) for row in rows}


def boxes(doc: Any, as_user: Call, *users: str) -> list[int]:
    found = []
    for user in users:
        as_user(user)
        found.append(sum(row["name"] == doc.name for row in approvals.inbox(limit=200)["rows"]))
    return found


def test_a_pool_is_seen_until_somebody_claims_it(pool: Any, act: Call, as_user: Call) -> None:
    both = ("village.yingyue", "clerk.wanghu")
    assert (claimable(pool), boxes(pool, as_user, *both)) == ({1}, [1, 1])
    act(pool, "clerk.wanghu", "claim")
    assert (claimable(pool), boxes(pool, as_user, *both)) == ({0}, [0, 1])
    act(pool, "clerk.wanghu", "release")
    assert (claimable(pool), boxes(pool, as_user, *both)) == ({1}, [1, 1])
    act(pool, "village.yingyue", "agree")
    assert claimable(pool) == {0}
    assert boxes(pool, as_user, "village.yingyue") == [0]


def test_a_stand_in_who_shares_the_pool_sees_it_once(pool: Any, as_user: Call) -> None:
    as_user("village.yingyue")
    today = frappe.utils.today()
    values = {"from_user": "village.yingyue@demo.example", "to_user": "clerk.wanghu@demo.example"}
    dates = {"from_date": today, "to_date": today, "reason": "出差"}
    frappe.get_doc({"doctype": "CSO Approval Delegation", **values, **dates}).insert()
    assert boxes(pool, as_user, "clerk.wanghu") == [1]
    as_user("clerk.wanghu")
    answer = approvals.inbox(limit=200)
    assert answer["counts"]["todo"] == len(answer["rows"])
