"""Many at once: a preview that tells nothing of other people's tasks, results by row, a job beyond twenty."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import batch

from . import papers
from .papers import full

Call = Callable[..., Any]
A, B = "leader.wanghu", "leader.city"
MANY = 23


def tasks_of(user: str) -> list[str]:
    return frappe.get_all(
        "CSO Approval Task",
        filters={"holder": full(user)[0], "status": "Open", "reference_doctype": papers.PAPER},
        pluck="name",
        order_by="creation asc",
    )


@pytest.mark.parametrize(
    ("step", "excluded"),
    [({}, False), ({"signature": "typed"}, True), ({"people": [B]}, True)],
)
def test_what_a_batch_takes(submitted: Call, step: dict[str, Any], excluded: bool) -> None:
    doc = submitted(one={"people": [A], **step})
    task = frappe.db.get_value("CSO Approval Task", {"reference_name": doc.name}, "name")
    frappe.set_user(full(A)[0])
    row = approvals.batch_preview([task])["rows"][0]
    assert bool(row["excluded"]) is excluded
    assert (row["title"] is None) is (step.get("people") == [B])
    result = approvals.batch_agree([task], "同意")["rows"][0]
    assert (result["ok"], result["title"]) == (not excluded, row["title"])


def test_a_flagged_case_and_two_kinds_are_left_out(submitted: Call, at_decision: Call) -> None:
    doc, application = submitted(one={"people": [A]}), at_decision()
    frappe.set_user(full(A)[0])
    names = [
        frappe.db.get_value("CSO Approval Task", {"reference_name": name, "status": "Open"}, "name")
        for name in (doc.name, application.name)
    ]
    assert all(row["excluded"] for row in approvals.batch_preview(names)["rows"])
    frappe.db.set_value("CSO Approval Task", names[0], "flagged", 1)
    rows = approvals.batch_preview(names)["rows"]
    assert [bool(row["excluded"]) for row in rows] == [True, False]


# Steps of the route, the step that A decides, and whether that can be taken back right after the batch.
TAKING_BACK: list[tuple[dict[str, dict[str, Any]], str, bool]] = [
    ({"one": {"people": [A]}, "two": {"people": [B]}}, "one", True),
    ({"one": {"people": [A, B], "mode": "all"}, "two": {"people": [B]}}, "one", True),
    ({"one": {"people": [B]}, "two": {"people": [A]}}, "two", False),
]


def task_of(doc: Any, user: str) -> str:
    held = {"reference_name": doc.name, "holder": full(user)[0], "status": "Open"}
    return str(frappe.db.get_value("CSO Approval Task", held, "name"))


def agree_alone(doc: Any, user: str) -> None:
    frappe.set_user(full(user)[0])
    approvals.act(doc.doctype, doc.name, "agree", opinion="同意")


@pytest.mark.parametrize(("steps", "at", "possible"), TAKING_BACK)
def test_a_batch_says_what_can_be_taken_back(
    submitted: Call, steps: dict[str, Any], at: str, possible: bool
) -> None:
    doc = submitted(**steps)
    if at == "two":
        agree_alone(doc, B)
    task = task_of(doc, A)
    frappe.set_user(full(A)[0])
    (row,) = approvals.batch_agree([task], "同意")["rows"]
    assert (row["ok"], row["take_back"], row["doctype"]) == (True, possible, doc.doctype)
    if not possible:
        assert "已办结" in row["stays_because"]
        with pytest.raises(frappe.ValidationError):
            approvals.act(doc.doctype, doc.name, "take_back")
        return
    assert approvals.act(doc.doctype, doc.name, "take_back")["step"] == "one"
    assert task_of(doc, A) == task
    assert approvals.batch_agree([task], "同意")["rows"][0]["ok"], "and it can be agreed to again"


def test_what_went_on_since_is_not_taken_back(submitted: Call) -> None:
    doc = submitted(one={"people": [A]}, two={"people": [B, "leader.county"], "mode": "all"})
    frappe.set_user(full(A)[0])
    assert approvals.batch_agree([task_of(doc, A)], "同意")["rows"][0]["take_back"]
    agree_alone(doc, B)
    frappe.set_user(full(A)[0])
    with pytest.raises(frappe.ValidationError):
        approvals.act(doc.doctype, doc.name, "take_back")


def many(site: Any) -> list[str]:
    """More tasks of one person than are agreed to at once."""
    with site.session():
        frappe.local.lang = "zh"
        before = set(tasks_of(A))
        papers.publish(one={"people": [A]})
        for number in range(MANY):
            doc = papers.make(title=f"批量 {number}")
            approvals.act(doc.doctype, doc.name, "submit")
        return [name for name in tasks_of(A) if name not in before]


def test_beyond_twenty_a_job_tells_its_progress(stored_site: Any) -> None:
    mine = many(stored_site)
    stranger = [*mine, "nonsense"]
    with stored_site.session():
        frappe.set_user(full(A)[0])
        answer = approvals.batch_agree(stranger, "同意")
        assert answer["rows"] == []
    with stored_site.session():
        frappe.set_user(full(A)[0])
        progress = approvals.batch_result(answer["job"])
        assert (progress["done"], progress["total"], progress["finished"]) == (0, MANY + 1, False)
    with stored_site.session():
        batch.run(stranger, "同意", answer["job"], full(A)[0])
    with stored_site.session():
        frappe.set_user(full(A)[0])
        result = approvals.batch_result(answer["job"])
        assert (result["done"], result["total"], result["finished"]) == (MANY + 1, MANY + 1, True)
        assert [row["ok"] for row in result["rows"]] == [True] * MANY + [False]
        assert result["rows"][0]["title"] == "批量 0"
        assert not set(mine) & set(tasks_of(A))
        frappe.set_user(full(B)[0])
        assert approvals.batch_result(answer["job"])["total"] == 0
