"""The table of returns, R1 to R15, on a real document."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import attempts
from cso_management.reports.report.cso_asked_at_once import cso_asked_at_once

from . import papers
from .papers import full

Call = Callable[..., Any]
A, B, C, D, E, F = (
    "leader.wanghu",
    "leader.city",
    "officer.city",
    "officer.county",
    "leader.liuxi",
    "leader.county",
)
CITED = [{"cited_field": "reason", "problem": "不清"}]
WORDS = {"opinion": "意见", "corrections": CITED}


def tasks(doc: Any, **filters: Any) -> list[tuple[str, str]]:
    """Holder and status, in the order of opening."""
    rows = frappe.get_all(
        "CSO Approval Task",
        filters={"reference_name": doc.name, **filters},
        fields=["holder", "status"],
        order_by="number asc",
    )
    return [(str(row.holder).removesuffix(papers.DOMAIN), row.status) for row in rows]


def holders(doc: Any, **filters: Any) -> list[str]:
    return [holder for holder, status in tasks(doc, **filters) if status == "Open"]


def head(doc: Any) -> Any:
    fields = ["status", "round", "step", "version", "flagged_once"]
    return frappe.db.get_value("CSO Approval Case", {"reference_name": doc.name}, fields, as_dict=True)


def mend(doc: Any, **values: Any) -> None:
    frappe.set_user(full(papers.SUBMITTER)[0])
    found = frappe.get_doc(doc.doctype, doc.name)
    found.update(values)
    found.save()


def several(*people: str, mode: str = "all", **values: Any) -> dict[str, Any]:
    return {"people": list(people), "mode": mode, "needed": 2, "needed_unit": "count", **values}


def test_r1_a_return_of_one_of_three_opens_all_again(submitted: Call, act: Call) -> None:
    doc = submitted(one=several(A, B, C))
    act(doc, A, "agree")
    act(doc, B, "return", **WORDS)
    assert tasks(doc, round=1) == [(A, "Agreed"), (B, "Returned"), (C, "Cancelled")]
    assert head(doc).status == "Returned"
    mend(doc, reason="改")
    act(doc, papers.SUBMITTER, "resubmit")
    assert holders(doc, round=2) == [A, B, C]
    assert tasks(doc, round=1)[0] == (A, "Agreed")


@pytest.mark.parametrize(
    ("cited", "changed", "expected"),
    [
        ("reason", {"reason": "改"}, [A, B, C]),
        ("paper", {"paper": "/private/files/x.pdf"}, [B]),
        ("reason", {}, [B]),
    ],
)
def test_r2_straight_back_to_the_returner(
    submitted: Call, act: Call, cited: str, changed: dict[str, Any], expected: list[str]
) -> None:
    doc = submitted(one=several(A, B, C, resubmit="back"))
    act(doc, A, "agree")
    act(doc, B, "return", opinion="补", corrections=[{"cited_field": cited, "problem": "补"}])
    mend(doc, **changed)
    act(doc, papers.SUBMITTER, "resubmit")
    assert holders(doc, round=2) == expected
    for user in expected:
        answer = act(doc, user, "agree")
    assert answer["workflow_state"] == "Second"


def test_straight_back_leads_to_the_step_although_the_workflow_starts_anew(
    submitted: Call, act: Call
) -> None:
    doc = submitted(one={"people": [A]}, two={"people": [F], "resubmit": "back"})
    act(doc, A, "agree")
    act(doc, F, "return", **WORDS)
    mend(doc, reason="改")
    assert act(doc, papers.SUBMITTER, "resubmit")["workflow_state"] == "Second"
    assert holders(doc, round=2) == [F]


def test_r3_a_decided_ratio_step_is_asked_again(submitted: Call, act: Call) -> None:
    doc = submitted(one=several(A, B, C, mode="ratio"), two={"people": [F]})
    act(doc, A, "agree")
    act(doc, B, "agree")
    act(doc, F, "return", to="one", **WORDS)
    assert tasks(doc, step="one", round=1) == [(A, "Agreed"), (B, "Agreed"), (C, "Cancelled")]
    assert holders(doc) == [A, B, C]
    assert act(doc, A, "agree")["workflow_state"] == "First"
    assert act(doc, C, "agree")["workflow_state"] == "Second"


def test_r4_a_signer_before_goes_with_the_return(submitted: Call, act: Call) -> None:
    doc = submitted(one=several(A, B, C))
    act(doc, B, "add_signer", people=full(D), position="before")
    act(doc, C, "return", **WORDS)
    assert tasks(doc) == [(A, "Cancelled"), (B, "Cancelled"), (C, "Returned"), (D, "Cancelled")]
    act(doc, papers.SUBMITTER, "resubmit")
    assert holders(doc) == [A, B, C]


def test_r5_a_signer_after_returns_to_the_step_before(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": [A]}, two={"people": [B]})
    act(doc, A, "agree")
    act(doc, B, "add_signer", people=full(D), position="after")
    act(doc, B, "agree")
    act(doc, D, "return", to="previous", **WORDS)
    assert head(doc).step == "one"
    assert holders(doc) == [A]


def test_r6_whoever_was_asked_cannot_answer_a_decided_step(submitted: Call, act: Call) -> None:
    doc = submitted(one=several(A, B, mode="any"))
    act(doc, B, "delegate", people=full(E), opinion="请看")
    act(doc, A, "agree")
    assert tasks(doc, step="one") == [(A, "Agreed"), (B, "Cancelled"), (E, "Cancelled")]
    with pytest.raises(frappe.ValidationError, match="已于"):
        act(doc, E, "answer", opinion="晚了")


def test_r7_whoever_got_a_task_by_transfer_is_not_preferred(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": [A]}, two=several(B, C, mode="any"))
    act(doc, A, "agree")
    act(doc, B, "transfer", people=full(F))
    act(doc, F, "return", to="previous", **WORDS)
    act(doc, A, "agree")
    assert holders(doc, step="two", round=2) == [B, C]


@pytest.mark.parametrize(("rule", "expected"), [("first", [A]), ("back", [B])])
def test_r8_a_sequence_starts_at_the_first_or_the_returner(
    submitted: Call, act: Call, rule: str, expected: list[str]
) -> None:
    doc = submitted(one=several(A, B, C, mode="sequence", resubmit=rule))
    act(doc, A, "agree")
    act(doc, B, "return", **WORDS)
    mend(doc, reason="改")
    act(doc, papers.SUBMITTER, "resubmit")
    assert holders(doc, round=2) == expected
    for user in [A, B, C][[A, B, C].index(expected[0]) :]:
        answer = act(doc, user, "agree")
    assert answer["workflow_state"] == "Second"


@pytest.mark.parametrize(
    ("first", "between", "second", "late"),
    [
        ("reason", {"reason": "改"}, "title", ["title"]),
        ("reason", {"reason": "改"}, "reason", []),
        ("reason", {}, "reason", []),
    ],
)
def test_r9_what_could_have_been_asked_at_once(
    submitted: Call, act: Call, first: str, between: dict[str, Any], second: str, late: list[str]
) -> None:
    doc = submitted(one={"people": [A]})
    act(doc, A, "return", opinion="补", corrections=[{"cited_field": first, "problem": "补"}])
    mend(doc, **between)
    act(doc, papers.SUBMITTER, "resubmit")
    act(doc, A, "return", opinion="再补", corrections=[{"cited_field": second, "problem": "再补"}])
    frappe.set_user(full(papers.SUBMITTER)[0])
    assert approvals.get_case(doc.doctype, doc.name)["case"]["flagged_once"] == late
    assert head(doc).flagged_once == int(bool(late))
    frappe.set_user(full(F)[0])
    rows = cso_asked_at_once.execute({"document_type": papers.PAPER})[1]
    found = [row for row in rows if row["reference_name"] == doc.name]
    assert [(row["fields"], row["round"], row["step"]) for row in found] == [("标题", 2, "one")] * len(late)
    frappe.set_user(full(E)[0])
    assert not [row for row in cso_asked_at_once.execute({})[1] if row["reference_name"] == doc.name]


def test_a_field_that_was_changed_in_between_is_no_late_question(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": [A]})
    both = [{"cited_field": "reason", "problem": "补"}, {"cited_field": "", "problem": "其他"}]
    act(doc, A, "return", opinion="补", corrections=both)
    mend(doc, title="另题")
    act(doc, papers.SUBMITTER, "resubmit")
    act(doc, A, "return", opinion="再补", corrections=[{"cited_field": "title", "problem": "再补"}])
    assert head(doc).flagged_once == 0


def test_r10_a_case_keeps_its_version_until_it_is_moved(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": [A]}, two={"people": [F]})
    old = head(doc).version
    act(doc, A, "return", **WORDS)
    new = papers.publish(one={"people": [B]}, two={"people": [F], "mode": "all"})
    assert new == old + 1
    act(doc, papers.SUBMITTER, "resubmit")
    assert (head(doc).version, holders(doc)) == (old, [A])
    frappe.set_user("Administrator")
    row = next(r for r in approvals.move_preview(papers.ROUTE)["cases"] if r["name"] == doc.name)
    assert row["possible"] and len(row["changes"]) >= 2
    assert approvals.move_cases(papers.ROUTE, [row["case"]])["moved"] == 1
    assert (head(doc).version, holders(doc)) == (new, [A])
    act(doc, A, "return", **WORDS)
    act(doc, papers.SUBMITTER, "resubmit")
    assert holders(doc) == [B]
    for user in (F, "Administrator"):
        assert frappe.db.exists("CSO Approval Log", {"reference_name": doc.name, "act": "move"}), user
    frappe.set_user(full(F)[0])
    with pytest.raises(frappe.PermissionError):
        approvals.move_cases(papers.ROUTE, [row["case"]])


@pytest.mark.parametrize(
    ("rule", "stand_in", "expected"),
    [
        ({}, E, [E]),
        ({"people": [A, B], "on_away": "next candidate"}, None, [B]),
        ({"on_away": "next level up", "escalate_role": "CSO County Leader"}, None, [F]),
    ],
)
def test_r11_the_returner_is_disabled(
    submitted: Call, act: Call, rule: dict[str, Any], stand_in: str | None, expected: list[str]
) -> None:
    doc = submitted(one={"people": [A], "resubmit": "back", **rule})
    act(doc, A, "return", **WORDS)
    frappe.set_user("Administrator")
    if stand_in:
        day = frappe.utils.today()
        values = {"from_user": full(A)[0], "to_user": full(stand_in)[0], "from_date": day, "to_date": day}
        frappe.get_doc({"doctype": "CSO Approval Delegation", **values}).insert()
    frappe.db.set_value("User", full(A)[0], "enabled", 0)
    act(doc, papers.SUBMITTER, "resubmit")
    assert holders(doc) == expected


@pytest.mark.parametrize("claimed", [False, True])
def test_r12_take_back_before_anybody_decided(submitted: Call, act: Call, claimed: bool) -> None:
    doc = submitted(one={"people": [A]}, two={"people": [B, C], "pool": int(claimed)})
    act(doc, A, "agree")
    if claimed:
        act(doc, B, "claim")
    act(doc, A, "take_back")
    assert holders(doc) == [A]
    assert {status for _holder, status in tasks(doc, step="two")} == {"Cancelled"}
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "First"


def test_r13_withdraw_while_half_agreed(submitted: Call, act: Call) -> None:
    doc = submitted(one=several(A, B, C))
    act(doc, A, "agree")
    act(doc, papers.SUBMITTER, "withdraw")
    assert tasks(doc) == [(A, "Agreed"), (B, "Cancelled"), (C, "Cancelled")]
    assert head(doc).status == "Withdrawn"


@pytest.mark.parametrize(
    ("first", "second", "status", "state"),
    [("agree", "refuse", "Refused", "Refused"), ("refuse", "agree", "Refused", "Refused")],
)
def test_r14_one_result_whoever_is_first(
    submitted: Call, act: Call, first: str, second: str, status: str, state: str
) -> None:
    doc = submitted(one=several(A, B))
    act(doc, A, first, **WORDS)
    error = attempts.run(act, doc, B, second, **WORDS)
    assert bool(error) is (first == "refuse")
    assert "已于" in (error or "已于")
    assert (head(doc).status, frappe.db.get_value(doc.doctype, doc.name, "workflow_state")) == (status, state)


def test_r15_the_new_clerk_gets_the_task(submitted: Call, act: Call) -> None:
    by_field = '[{"rule": "field", "field": "decider"}]'
    one = {"people": [], "more_candidates": by_field, "editable_fields": "decider"}
    doc = submitted(one=one, two={"people": [F], "editable_fields": "decider"}, decider=full(A)[0])
    act(doc, A, "agree")
    frappe.set_user(full(F)[0])
    replaced = frappe.get_doc(doc.doctype, doc.name)
    replaced.decider = full(B)[0]
    replaced.save()
    act(doc, F, "return", to="one", **WORDS)
    assert holders(doc) == [B]


def test_the_notice_of_a_return_lists_every_cited_field(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": [A]})
    cited = [{"cited_field": "reason", "problem": "不清"}, {"cited_field": "amount", "problem": "有误"}]
    act(doc, A, "return", opinion="请改", corrections=cited)
    filters = {"document_name": doc.name, "for_user": full(papers.SUBMITTER)[0]}
    text = " ".join(
        f"{row.subject} {row.email_content or ''}"
        for row in frappe.get_all(
            "Notification Log", filters=filters, fields=["subject", "email_content"], order_by="creation asc"
        )
    )
    assert all(
        f"{frappe._(label)}：{problem}" in text for label, problem in (("Reason", "不清"), ("Amount", "有误"))
    )


def test_a_return_needs_a_reason(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": [A]})
    assert attempts.run(act, doc, A, "return", opinion="无")
    assert attempts.run(act, doc, A, "return", corrections=CITED)
    assert attempts.run(act, doc, A, "return", to="two", **WORDS)
    assert head(doc).status == "Running"
