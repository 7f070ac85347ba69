"""Deadline relief: new dates for regions, notices, a row in the log, a report, and an undo."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management import verify
from cso_management.api import approvals, clock

Call = Callable[..., Any]
TASK, NOTICE = "CSO Approval Task", "Notification Log"
STREET, TOWN, COUNTY = "990121001000", "990121100000", "990121000000"
PAPER = {"days": 3, "reason": "系统停机", "document_no": "清民〔2026〕9号"}


def open_task(doc: Any) -> Any:
    filters = {"reference_name": doc.name, "status": "Open"}
    return frappe.db.get_value(TASK, filters, ["name", "due_on", "status", "holder"], as_dict=True)


def dates(doc: Any) -> set[str]:
    """The date at every place that keeps it."""
    case = frappe.db.get_value("CSO Approval Case", {"reference_name": doc.name}, "due_on")
    return {
        str(day)
        for day in (open_task(doc).due_on, case, frappe.db.get_value(doc.doctype, doc.name, "due_on"))
    }


def notices(doc: Any, user: str) -> list[str]:
    filters = {"document_name": doc.name, "for_user": f"{user}@demo.example"}
    return frappe.get_all(NOTICE, filters=filters, pluck="subject", order_by="creation asc")


def grant(as_user: Call, regions: list[str], **changes: Any) -> dict[str, Any]:
    as_user("admin.county")
    answer: dict[str, Any] = approvals.grant_relief(regions, **{**PAPER, **changes})
    return answer


def test_dates_move_by_working_days_and_come_back(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    before = dates(doc)
    assert len(before) == 1
    answer = grant(as_user, [STREET])
    preview = {row["task"]: row for row in clock.relief_report(answer["relief"])["rows"]}
    mine = preview[open_task(doc).name]
    assert dates(doc) == {mine["new_due_on"]} != before
    assert {mine["due_on"]} == before
    undone = approvals.undo_relief(answer["relief"])
    assert undone == {"tasks": answer["tasks"], "kept": 0}
    assert dates(doc) == before
    with pytest.raises(frappe.ValidationError):
        approvals.undo_relief(answer["relief"])


def test_everybody_concerned_is_told_twice(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    told = {user: len(notices(doc, user)) for user in ("leader.wanghu", "rep.new")}
    answer = grant(as_user, [STREET])
    new = str(open_task(doc).due_on)
    old = clock.relief_report(answer["relief"])["rows"]
    approvals.undo_relief(answer["relief"])
    for user, count in told.items():
        fresh = notices(doc, user)[count:]
        assert len(fresh) == 2
        assert new in fresh[0] and PAPER["document_no"] in fresh[0]
        assert next(row["due_on"] for row in old if row["name"] == doc.name) in fresh[1]


def test_a_pool_is_told(new_application: Call, act: Call, set_step: Call, as_user: Call) -> None:
    set_step("village-review", users=["village.yingyue", "clerk.wanghu"], pool=1, limit_days=5)
    doc = new_application()
    act(doc, "rep.new", "submit")
    before = {user: len(notices(doc, user)) for user in ("village.yingyue", "clerk.wanghu")}
    grant(as_user, [STREET])
    assert {user: len(notices(doc, user)) - count for user, count in before.items()} == dict.fromkeys(
        before, 1
    )


def test_the_log_names_both(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    answer = grant(as_user, [STREET])
    approvals.undo_relief(answer["relief"])
    as_user("leader.wanghu")
    rows = [row for row in approvals.get_case(doc.doctype, doc.name)["log"] if row["act"] == "relief"]
    assert [PAPER["document_no"] in row["opinion"] for row in rows] == [True, True]
    assert PAPER["reason"] in rows[0]["opinion"]
    assert verify.case(doc.doctype, doc.name)["ok"]


def test_what_was_decided_in_between_stays(at_decision: Call, act: Call, as_user: Call) -> None:
    doc, other = at_decision(), at_decision(org_name="映月社区棋牌队")
    answer = grant(as_user, [STREET])
    act(doc, "leader.wanghu", "agree", opinion="同意")
    as_user("admin.county")
    report = {row["name"]: row for row in clock.relief_report(answer["relief"])["rows"]}
    assert (report[doc.name]["status"], report[other.name]["status"]) == ("Agreed", "Open")
    listed = next(row for row in clock.reliefs() if row["name"] == answer["relief"])
    assert listed["undoable"] == answer["tasks"] - 1
    assert approvals.undo_relief(answer["relief"]) == {"tasks": answer["tasks"] - 1, "kept": 1}
    done = frappe.db.get_value(TASK, {"reference_name": doc.name, "step": "town-decision"}, "due_on")
    assert str(done) == report[doc.name]["new_due_on"]


def test_a_second_relief_stays_when_the_first_is_undone(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    first = grant(as_user, [STREET])
    second = grant(as_user, [COUNTY], days=2)
    after = dates(doc)
    approvals.undo_relief(first["relief"])
    assert dates(doc) == after
    approvals.undo_relief(second["relief"])
    as_user("admin.county")
    row = next(row for row in clock.relief_report(first["relief"])["rows"] if row["name"] == doc.name)
    assert dates(doc) == {row["new_due_on"]}


@pytest.mark.parametrize(
    ("regions", "moves"), [([TOWN], False), ([STREET], True), ([COUNTY], True), ([], False)]
)
def test_only_below_the_regions(at_decision: Call, as_user: Call, regions: list[str], moves: bool) -> None:
    doc = at_decision()
    before = dates(doc)
    grant(as_user, regions)
    assert (dates(doc) != before) is moves


@pytest.mark.parametrize("lack", [{"days": 0}, {"reason": " "}, {"document_no": ""}])
def test_days_reason_and_document_are_needed(at_decision: Call, as_user: Call, lack: dict[str, Any]) -> None:
    doc = at_decision()
    before = dates(doc)
    with pytest.raises(frappe.ValidationError):
        grant(as_user, [STREET], **lack)
    assert dates(doc) == before


@pytest.mark.parametrize("user", ["leader.wanghu", "officer.county", "rep.new"])
def test_it_is_the_administrators(at_decision: Call, as_user: Call, user: str) -> None:
    at_decision()
    answer = grant(as_user, [STREET])
    as_user(user)
    for call in (
        lambda: approvals.relief_preview([STREET], 3),
        lambda: approvals.grant_relief([STREET], **PAPER),
        lambda: approvals.undo_relief(answer["relief"]),
        lambda: clock.relief_report(answer["relief"]),
    ):
        with pytest.raises(frappe.PermissionError):
            call()


def test_another_county_is_out_of_reach(at_decision: Call, as_user: Call) -> None:
    at_decision()
    outside = frappe.get_all("CSO Region", filters={"level": "City"}, pluck="name", order_by="name asc")[0]
    with pytest.raises(frappe.PermissionError):
        grant(as_user, [outside])
