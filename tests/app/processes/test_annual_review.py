"""The annual review: who is due, what the report knows, what it suggests, who decides, what follows."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from cso_management.annual_review import balance, consequences, findings, overdue, suggestion
from cso_management.api import annual_review, approvals
from cso_management.registry import objections

from .test_shared import act, move, organization

Become = Callable[[str], None]
YEAR = 2025
REGISTERED = "清禾县学府社区助老服务中心"
BODY = {
    "member_meetings": 2,
    "council_meetings": 4,
    "manual_addition": 5,
    "manual_explanation": "邻里互助走访五次。",
    "opening_balance": 1000,
    "income_rows": [{"income_type": "Donation", "amount": 500.5}],
    "expense_rows": [{"expense_type": "Project", "amount": 300.25}],
    "finance_published": 1,
    "self_check": "台账登记不够及时。",
    "next_year_plan": "增加助老活动。",
}


@pytest.fixture
def batch(session: Any) -> Any:
    doc = frappe.get_doc(
        {
            "doctype": "CSO Annual Review Batch",
            "batch_name": "2025 年度年检",
            "review_year": YEAR,
            "region": "990121000000",
            "open_to": add_days(today(), 30),
            "supervisor_deadline": add_days(today(), 60),
            "conclusion_deadline": add_days(today(), 90),
        }
    ).insert()
    doc.generate()
    return doc


def review_of(name: str) -> Any:
    return frappe.get_doc("CSO Annual Review", {"organization": organization(name), "review_year": YEAR})


def hand_in(doc: Any, state: str, **values: Any) -> Any:
    doc.update({**BODY, **values})
    doc.workflow_state = state
    return doc.save()


def note(doc: Any, **values: Any) -> Any:
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.update(values)
    return doc.save()


def test_a_batch_reviews_whoever_is_due(batch: Any) -> None:
    due = frappe.get_all("CSO Annual Review", filters={"batch": batch.name}, pluck="organization")
    exempt = [row.organization for row in batch.exemptions]
    known = frappe.get_all(
        "CSO Organization", filters={"tier": ["in", ["Registered", "Filed"]]}, fields=["name", "status"]
    )
    assert sorted(due + exempt) == sorted(row.name for row in known)
    assert {row.status for row in known if row.name in due} <= {"Active", "Expired"}
    assert (batch.status, batch.generated, batch.exempted) == ("Open", len(due), len(exempt))
    assert batch.generate() == {"made": 0, "exempted": len(exempt), "known": len(due)}


def test_days_follow_the_rules(session: Any) -> None:
    values = {"batch_name": "2024", "review_year": 2024, "region": "990121000000"}
    doc = frappe.get_doc({"doctype": "CSO Annual Review Batch", **values}).insert()
    fields = ("open_from", "open_to", "supervisor_deadline")
    days = [getdate(doc.get(field)).isoformat() for field in fields]
    assert days == ["2025-01-01", "2025-03-31", "2025-05-31"]
    assert getdate(doc.exempt_after).isoformat() == "2024-06-30"


def test_a_filed_group_ends_at_the_town(batch: Any, as_user: Become) -> None:
    as_user("rep.yinling")
    doc = review_of("映月社区银龄互助队")
    with pytest.raises(frappe.MandatoryError, match="自查问题"):
        move(doc, "Village Review")
    doc = hand_in(review_of("映月社区银龄互助队"), "Village Review")
    assert (doc.closing_balance, str(doc.submitted_on), doc.late) == (1200.25, today(), 0)
    as_user("village.yingyue")
    with pytest.raises(frappe.MandatoryError, match="两委满意度"):
        act(doc, "agree")
    marks = {"satisfaction_committee": 90, "satisfaction_residents": 95, "satisfaction_units": 88}
    doc = act(note(doc, **marks), "agree")
    assert (doc.workflow_state, doc.satisfaction) == ("Town Review", 91)
    assert doc.suggested_conclusion == "Qualified"
    as_user("clerk.wanghu")
    act(note(doc, conclusion="Qualified"), "agree")
    as_user("leader.wanghu")
    doc = act(doc, "agree")
    assert (doc.workflow_state, str(doc.concluded_on)) == ("Concluded", today())
    assert doc.conclusion_no.startswith("NJJL-990121-")
    ledger = frappe.get_doc("CSO Organization", doc.organization)
    assert (ledger.last_review_year, ledger.last_conclusion) == (YEAR, "Qualified")
    assert frappe.db.exists("CSO Credit Record", {"source_name": doc.name})


def to_county(doc: Any, as_user: Become, **values: Any) -> Any:
    as_user("rep.zhulao")
    doc = hand_in(doc, "Town Review", signed_page="/files/page.pdf", **values)
    as_user("clerk.beiyuan")
    act(note(doc, first_opinion="Agree Qualified", first_opinion_text="情况属实。"), "agree")
    as_user("leader.beiyuan")
    return act(doc, "agree")


def test_a_registered_body_ends_at_the_county(batch: Any, northern_town: None, as_user: Become) -> None:
    as_user("rep.zhulao")
    doc = review_of(REGISTERED)
    with pytest.raises(frappe.MandatoryError, match="声明签章页"):
        hand_in(doc, "Town Review")
    doc = to_county(review_of(REGISTERED), as_user, member_meetings=0)
    assert (doc.workflow_state, doc.first_opinion_by) == ("County Examination", "leader")
    as_user("officer.county")
    assert doc.suggested_conclusion == "Basically Qualified"
    with pytest.raises(frappe.ValidationError, match="结论"):
        act(doc, "agree")
    doc = note(doc, conclusion="Basically Qualified", reason_codes=[{"reason_code": "No Member Meeting"}])
    act(doc, "agree")
    as_user("leader.county")
    doc = act(doc, "agree")
    assert doc.workflow_state == "Publicity"
    assert frappe.db.get_value("CSO Publicity Notice", doc.publicity, "status") == "Published"
    as_user("Administrator")
    doc.publicity_closed(None)
    doc = frappe.get_doc(doc.doctype, doc.name)
    assert (doc.workflow_state, str(doc.published_on)) == ("Published", today())
    objection_and_rectification(doc, as_user)


def objection_and_rectification(doc: Any, as_user: Become) -> None:
    as_user("rep.zhulao")
    with pytest.raises(frappe.ValidationError, match="异议"):
        move(doc, "Under Objection")
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.update({"objection": "成员大会于十二月召开，记录附后。", "workflow_state": "Under Objection"})
    doc.save()
    as_user("leader.city")
    doc = act(doc, "refuse", opinion="记录形成于次年，维持原结论。")
    assert (doc.workflow_state, doc.objection_result) == ("Published", "Upheld")
    as_user("officer.county")
    doc = move(doc, "Rectifying")
    order = frappe.get_doc("CSO Rectification Order", doc.rectification)
    assert (order.organization, order.workflow_state) == (doc.organization, "Draft")
    assert order.issues[0].issue == "未召开成员大会"


def test_two_years_without_a_report_propose_more(batch: Any, session: Any) -> None:
    frappe.db.set_value("CSO Annual Review Batch", batch.name, "open_to", add_days(today(), -1))
    overdue.run()
    doc = review_of("映月社区银龄互助队")
    assert doc.workflow_state == "Overdue"
    frappe.db.set_value("CSO Annual Review Batch", batch.name, "conclusion_deadline", add_days(today(), -1))
    overdue.run()
    found = frappe.get_all(
        "CSO Credit List Entry", filters={"source_name": doc.name}, fields=["ground", "proposed_effect"]
    )
    assert [(row.ground, row.proposed_effect or "") for row in found] == [("Report Not Filed", "")]
    assert consequences.failed_in(doc.organization, YEAR)


def test_a_late_report_says_so(batch: Any, as_user: Become) -> None:
    doc = review_of("映月社区银龄互助队")
    frappe.db.set_value("CSO Annual Review Batch", batch.name, "open_to", add_days(today(), -1))
    overdue.run()
    as_user("rep.yinling")
    doc = hand_in(frappe.get_doc(doc.doctype, doc.name), "Village Review")
    assert doc.late
    assert "Missed Deadline" in doc.suggested_reasons or doc.suggested_conclusion != "Qualified"


def at_town(as_user: Become) -> Any:
    """A clean report of a filed group that waits for the clerk of the town."""
    as_user("rep.yinling")
    doc = hand_in(review_of("映月社区银龄互助队"), "Village Review")
    as_user("village.yingyue")
    marks = {"satisfaction_committee": 90, "satisfaction_residents": 95, "satisfaction_units": 88}
    return act(note(doc, **marks), "agree")


def test_a_village_without_an_officer_is_no_dead_end(batch: Any, as_user: Become) -> None:
    """The step goes up to the clerk of the town, who must then be able to note what agreeing needs."""
    frappe.db.set_value("User", "village.yingyue@demo.example", "enabled", 0)
    as_user("rep.yinling")
    doc = hand_in(review_of("映月社区银龄互助队"), "Village Review")
    marks = {"satisfaction_committee": 90, "satisfaction_residents": 95, "satisfaction_units": 88}
    as_user("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        note(doc, **marks)
    as_user("clerk.wanghu")
    assert act(note(doc, **marks), "agree").workflow_state == "Town Review"


def waiting() -> Any:
    return annual_review.waiting()["rows"][0]


def together() -> dict[str, Any]:
    """Conclude what waits, as the page does."""
    return dict(approvals.batch_agree([waiting()["task"]], "同意建议结论。")["rows"][0])


def test_bulk_concludes_as_suggested(batch: Any, as_user: Become) -> None:
    doc = at_town(as_user)
    as_user("clerk.wanghu")
    row = waiting()
    shown = (row["suggested_conclusion"], row["excluded"], row["batch"], row["findings"])
    assert shown == ("Qualified", None, batch.name, [])
    assert together()["ok"]
    as_user("leader.wanghu")
    assert together()["ok"]
    doc = frappe.get_doc(doc.doctype, doc.name)
    assert (doc.workflow_state, doc.conclusion) == ("Concluded", "Qualified")
    assert annual_review.waiting()["rows"] == []


@pytest.mark.parametrize(
    "values,reason",
    [
        ({"flagged": 1}, "有预警"),
        ({"suggested_conclusion": "Basically Qualified"}, "有预警"),
        ({"conclusion": "Unqualified"}, "同事的意见"),
        ({"first_opinion": "Agree Unqualified"}, "同事的意见"),
    ],
)
def test_bulk_leaves_out_what_stands_out(
    batch: Any, as_user: Become, values: dict[str, Any], reason: str
) -> None:
    doc = at_town(as_user)
    frappe.db.set_value(doc.doctype, doc.name, values)
    as_user("leader.wanghu")
    assert annual_review.waiting()["rows"] == []
    as_user("clerk.wanghu")
    assert reason in waiting()["excluded"]
    answer = together()
    assert not answer["ok"] and reason in answer["message"]
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Town Review"


def test_bulk_of_registered_bodies_notes_the_first_opinion(
    batch: Any, northern_town: None, as_user: Become
) -> None:
    as_user("rep.zhulao")
    doc = hand_in(review_of(REGISTERED), "Town Review", signed_page="/files/page.pdf")
    for user in ("clerk.beiyuan", "leader.beiyuan", "officer.county", "leader.county"):
        as_user(user)
        assert together()["ok"], user
    doc = frappe.get_doc(doc.doctype, doc.name)
    assert (doc.workflow_state, doc.first_opinion, doc.conclusion) == (
        "Publicity",
        "Agree Qualified",
        "Qualified",
    )


def test_an_objection_that_is_upheld_stops_the_publication(
    batch: Any, northern_town: None, as_user: Become
) -> None:
    doc = to_county(review_of(REGISTERED), as_user)
    as_user("officer.county")
    act(note(doc, conclusion="Qualified"), "agree")
    as_user("leader.county")
    doc = act(doc, "agree")
    as_user("Guest")
    objections.record(doc.publicity, "韩晓梅", "13900000618", "助餐点七月停餐两周，请核实。")
    as_user("officer.county")
    notice = frappe.get_doc("CSO Publicity Notice", doc.publicity)
    days = {"from_date": add_days(today(), -15), "to_date": add_days(today(), -1)}
    frappe.db.set_value(notice.doctype, notice.name, days)
    notice = frappe.get_doc(notice.doctype, notice.name)
    notice.answer_objection(notice.objections[0].name, "经核实，情况属实。", 1)
    doc = frappe.get_doc(doc.doctype, doc.name)
    assert (doc.workflow_state, doc.objection) == ("Under Objection", "助餐点七月停餐两周，请核实。")
    as_user("leader.city")
    doc = act(doc, "refuse", opinion="已补做情况说明，维持结论。")
    assert (doc.workflow_state, str(doc.published_on)) == ("Published", today())


def test_last_years_closing_is_this_years_opening(batch: Any) -> None:
    name = organization("映月社区银龄互助队")
    frappe.db.set_value(
        "CSO Annual Review",
        review_of("映月社区银龄互助队").name,
        {"workflow_state": "Concluded", "closing_balance": 777.7},
    )
    values = {"organization": name, "review_year": YEAR + 1}
    doc = frappe.get_doc({"doctype": "CSO Annual Review", **values}).insert()
    assert doc.opening_balance == 777.7


def test_one_report_a_year(batch: Any, as_user: Become) -> None:
    as_user("rep.yinling")
    values = {"organization": organization("映月社区银龄互助队"), "review_year": YEAR}
    with pytest.raises(frappe.ValidationError, match="已有 2025 年度报告"):
        frappe.get_doc({"doctype": "CSO Annual Review", **values}).insert()


def test_siblings_see_nothing(batch: Any, as_user: Become) -> None:
    doc = review_of("映月社区银龄互助队")
    for user in ("rep.zhulao", "clerk.liuxi", "leader.liuxi", "village.shangliu"):
        as_user(user)
        assert not frappe.has_permission(doc.doctype, "read", doc.name), user
        assert doc.name not in frappe.get_list(doc.doctype, pluck="name", limit_page_length=0), user


REASONS = [
    ({}, [], "Qualified"),
    ({"late": True}, ["Missed Deadline"], "Basically Qualified"),
    ({"activities": 3}, ["Low Activity"], "Basically Qualified"),
    ({"activities": 4}, [], "Qualified"),
    ({"member_meetings": 0}, ["No Member Meeting"], "Basically Qualified"),
    ({"overdue_election": True}, ["Election Overdue"], "Basically Qualified"),
    ({"change_not_filed": True}, ["Change Not Filed"], "Basically Qualified"),
    ({"open_codes": {"CHANGE"}}, ["Change Not Filed"], "Basically Qualified"),
    ({"finance_published": False}, ["Finance Not Published"], "Basically Qualified"),
    ({"satisfaction": 59.9}, ["Low Satisfaction"], "Basically Qualified"),
    ({"satisfaction": 60}, [], "Qualified"),
    ({"satisfaction": 0}, [], "Qualified"),
    ({"audit_missing": True}, ["Audit Missing"], "Basically Qualified"),
    ({"penalty_kinds": {"Warning"}}, [], "Qualified"),
    ({"penalty_kinds": {"Stop Order"}}, ["Stop Order"], "Unqualified"),
    ({"false_report": True}, ["False Report"], "Unqualified"),
    ({"for_profit": True}, ["For Profit"], "Unqualified"),
    ({"branch_set": True}, ["Unlawful Branch"], "Unqualified"),
    ({"open_codes": {"INCOME"}}, ["Income Mismatch"], "Unqualified"),
    ({"open_codes": {"OPENING"}}, [], "Qualified"),
    ({"late": True, "for_profit": True}, ["For Profit", "Missed Deadline"], "Unqualified"),
]
CLEAN: dict[str, Any] = {
    "penalty_kinds": set(),
    "false_report": False,
    "for_profit": False,
    "branch_set": False,
    "late": False,
    "activities": 6,
    "member_meetings": 1,
    "overdue_election": False,
    "change_not_filed": False,
    "finance_published": True,
    "satisfaction": 90,
    "audit_missing": False,
    "open_codes": set(),
}


@pytest.mark.parametrize("changed,reasons,conclusion", REASONS)
def test_what_the_facts_suggest(changed: dict[str, Any], reasons: list[str], conclusion: str) -> None:
    found = suggestion.reasons({**CLEAN, **changed}, fewest_activities=4, lowest_satisfaction=60)
    assert found == reasons
    assert suggestion.conclusion(found) == conclusion


REPORTED: dict[str, Any] = {
    "opening_balance": 100,
    "purchase_income": 50,
    "changes": [],
    "manual_addition": 0,
    "manual_explanation": "",
}
DIFFERENCES = [
    ({}, {}, []),
    ({}, {"last_closing": 100.001}, []),
    ({}, {"last_closing": 100.01, "last_review": "NJ-1"}, [("OPENING", "100.00", "100.01")]),
    ({}, {"paid_in_year": 50}, []),
    ({}, {"paid_in_year": 80}, [("INCOME", "50.00", "80.00")]),
    ({"purchase_income": 0}, {"paid_in_year": 0}, []),
    ({}, {"changes": {"Name": "SQ-1"}}, [("CHANGE", "", "Name")]),
    ({"changes": ["Name"]}, {"changes": {"Name": "SQ-1"}}, []),
    ({"manual_addition": 6}, {"activities": 4}, [("ACTIVITY", "6", "4")]),
    ({"manual_addition": 6, "manual_explanation": "走访"}, {"activities": 4}, []),
    ({"manual_addition": 4}, {"activities": 4}, []),
]


@pytest.mark.parametrize("reported,known,expected", DIFFERENCES)
def test_differences(reported: dict[str, Any], known: dict[str, Any], expected: list[Any]) -> None:
    found = findings.compare({**REPORTED, **reported}, known)
    assert [(row.code, row.reported, row.known) for row in found] == expected


@pytest.mark.parametrize(
    "opening,income,expense,closing",
    [(0, 0, 0, "0.00"), (1000, 500.5, 300.25, "1200.25"), (0.1, 0.2, 0, "0.30"), (0, 0, 0.005, "-0.01")],
)
def test_closing(opening: float, income: float, expense: float, closing: str) -> None:
    assert str(balance.closing(opening, income, expense)) == closing


def test_approvals_show_the_review_in_the_inbox(batch: Any, as_user: Become) -> None:
    as_user("rep.yinling")
    doc = hand_in(review_of("映月社区银龄互助队"), "Village Review")
    as_user("village.yingyue")
    rows = approvals.inbox(box="todo", doctype="CSO Annual Review")["rows"]
    assert [row["name"] for row in rows] == [doc.name]
