"""Who is asked: each candidate rule and each edge rule on a real document."""

import json
from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import attempts, checking

from . import papers
from .papers import full

Call = Callable[..., Any]
STREET = "望湖街道办事处"


def holders(doc: Any, step: str = "one") -> set[str]:
    rows = frappe.get_all(
        "CSO Approval Task",
        filters={"reference_name": doc.name, "status": "Open", "step": step},
        pluck="holder",
        order_by="number asc",
    )
    return {str(holder).removesuffix(papers.DOMAIN) for holder in rows}


def rules(*rows: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {"people": [], "more_candidates": json.dumps(rows), **values}


@pytest.mark.parametrize(
    ("step", "values", "people", "expected"),
    [
        ({"people": [], "role": "CSO Township Leader"}, {}, [], {"leader.wanghu"}),
        ({"people": [], "role": "CSO Township Leader", "region_level": "Town"}, {}, [], {"leader.wanghu"}),
        (rules({"rule": "role", "role": "CSO County Leader", "level": "County"}), {}, [], {"leader.county"}),
        ({"people": ["leader.wanghu", "leader.city"]}, {}, [], {"leader.wanghu", "leader.city"}),
        (
            rules({"rule": "field", "field": "decider"}),
            {"decider": full("leader.city")[0]},
            [],
            {"leader.city"},
        ),
        (rules({"rule": "head", "unit": STREET}), {}, [], {"leader.wanghu"}),
        (rules({"rule": "head", "field": "unit"}), {"unit": STREET}, [], {"leader.wanghu"}),
        (rules({"rule": "head", "level": "Town"}), {}, [], {"leader.wanghu"}),
        (rules({"rule": "submitter chooses"}), {}, ["leader.county"], {"leader.county"}),
        (
            rules({"rule": "submitter chooses", "role": "CSO Township Leader"}),
            {},
            ["leader.county", "leader.wanghu"],
            {"leader.wanghu"},
        ),
        (
            rules({"rule": "submitter chooses", "users": full("leader.city")}),
            {},
            ["leader.city"],
            {"leader.city"},
        ),
        (
            rules({"rule": "users", "users": full("leader.wanghu")}, role="CSO Township Leader"),
            {},
            [],
            {"leader.wanghu"},
        ),
    ],
)
def test_candidate_rules(
    paper: Call,
    act: Call,
    step: dict[str, Any],
    values: dict[str, Any],
    people: list[str],
    expected: set[str],
) -> None:
    frappe.db.set_value("CSO Gov Unit", STREET, "head_user", full("leader.wanghu")[0])
    papers.publish(one=step)
    doc = paper(**values)
    act(doc, "rep.new", "submit", people=full(*people))
    assert holders(doc) == expected


@pytest.mark.parametrize(
    ("step", "people", "message"),
    [
        (rules({"rule": "submitter chooses"}), [], "选定办理人"),
        (rules({"rule": "submitter chooses"}), ["admin.county"], "均不能办理"),
        (rules({"rule": "submitter chooses", "role": "CSO City Leader"}), ["leader.wanghu"], "均不能办理"),
        (rules({"rule": "field", "field": "decider"}), [], "均不能办理"),
        ({"people": [], "role": "CSO Evaluation Expert"}, [], "映月社区"),
    ],
)
def test_who_cannot_be_asked(
    paper: Call, act: Call, step: dict[str, Any], people: list[str], message: str
) -> None:
    papers.publish(one=step)
    doc = paper()
    with pytest.raises(frappe.ValidationError, match=message):
        act(doc, "rep.new", "submit", people=full(*people))
    assert not frappe.db.exists("CSO Approval Task", {"reference_name": doc.name})


def test_the_decider_before_chooses_and_the_choice_lasts(submitted: Call, act: Call) -> None:
    two = rules({"rule": "decider chooses", "users": full("leader.city", "leader.county")})
    doc = submitted(two=two)
    frappe.set_user(full("leader.wanghu")[0])
    agree = next(row for row in approvals.get_case(doc.doctype, doc.name)["acts"] if row["act"] == "agree")
    assert agree["people"] == "many"
    offered = approvals.eligible(doc.doctype, doc.name, "agree")
    assert {row["user"] for row in offered} == set(full("leader.city", "leader.county"))
    assert "选定办理人" in str(attempts.run(act, doc, "leader.wanghu", "agree"))
    act(doc, "leader.wanghu", "agree", people=full("leader.city"))
    assert holders(doc, "two") == {"leader.city"}
    cited = [{"cited_field": "", "problem": "重议"}]
    act(doc, "leader.city", "return", to="one", opinion="重议", corrections=cited)
    act(doc, "leader.wanghu", "agree")
    assert holders(doc, "two") == {"leader.city"}


def test_the_applicant_learns_among_whom_he_chooses(paper: Call) -> None:
    papers.publish(one=rules({"rule": "submitter chooses", "role": "CSO Township Leader"}))
    doc = paper()
    offered = approvals.eligible(doc.doctype, doc.name, "submit")
    assert [row["user"] for row in offered] == full("leader.wanghu")
    steps = approvals.predict(doc.doctype, doc.name)["steps"]
    assert [row["chosen_by"] for row in steps] == ["submitter", None]


def test_a_pool_is_one_task(submitted: Call, act: Call) -> None:
    doc = submitted(one={"people": ["leader.wanghu", "leader.city"], "pool": 1})
    assert holders(doc) == {"None"}
    act(doc, "leader.city", "claim")
    with pytest.raises(frappe.ValidationError):
        act(doc, "leader.wanghu", "agree")
    act(doc, "leader.city", "release")
    assert act(doc, "leader.wanghu", "agree")["workflow_state"] == "Second"


def disable(user: str) -> None:
    frappe.db.set_value("User", full(user)[0], "enabled", 0)


def delegate(user: str, to: str) -> None:
    day = frappe.utils.today()
    values = {"from_user": full(user)[0], "to_user": full(to)[0], "from_date": day, "to_date": day}
    frappe.get_doc({"doctype": "CSO Approval Delegation", **values}).insert()


ABOVE = {"escalate_role": "CSO County Leader"}


@pytest.mark.parametrize(
    ("step", "gone", "stand_in", "expected"),
    [
        ({"people": ["leader.city"]}, "leader.city", "leader.liuxi", {"leader.liuxi"}),
        ({"people": ["leader.city", "leader.wanghu"]}, "leader.city", None, {"leader.wanghu"}),
        (
            {"people": ["leader.city", "leader.wanghu"], "on_away": "next candidate"},
            "leader.city",
            "leader.liuxi",
            {"leader.wanghu"},
        ),
        (
            {"people": ["leader.city"], "on_away": "next level up", **ABOVE},
            "leader.city",
            None,
            {"leader.county"},
        ),
        (
            {"people": ["leader.city"], "on_nobody": "next level up", **ABOVE},
            "leader.city",
            None,
            {"leader.county"},
        ),
        (
            {
                "people": ["leader.city"],
                "on_nobody": "fallback user",
                "fallback_user": full("leader.liuxi")[0],
            },
            "leader.city",
            None,
            {"leader.liuxi"},
        ),
        ({"people": ["rep.new", "leader.city"]}, None, None, {"leader.city"}),
        ({"people": ["rep.new"], **ABOVE}, None, None, {"leader.county"}),
        ({"people": ["rep.new"], "on_submitter": "allow"}, None, None, {"rep.new"}),
    ],
)
def test_edges_on_a_document(
    paper: Call,
    act: Call,
    step: dict[str, Any],
    gone: str | None,
    stand_in: str | None,
    expected: set[str],
) -> None:
    papers.publish(one=step)
    if gone and stand_in:
        delegate(gone, stand_in)
    if gone:
        disable(gone)
    doc = paper()
    act(doc, "rep.new", "submit")
    assert holders(doc) == expected


def test_a_step_of_the_submitter_alone_is_skipped(submitted: Call) -> None:
    doc = submitted(one={"people": ["rep.new"], "on_submitter": "skip"})
    assert holders(doc, "two") == {"leader.county"}
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Second"


@pytest.mark.parametrize(
    ("rule", "mode", "expected"),
    [
        ("ask again", "any", {"leader.wanghu", "leader.city"}),
        ("agree once", "any", set()),
        ("agree if consecutive", "all", {"leader.city"}),
        ("agree once", "sequence", {"leader.city"}),
    ],
)
def test_whoever_decided_before(submitted: Call, act: Call, rule: str, mode: str, expected: set[str]) -> None:
    two = {"people": ["leader.wanghu", "leader.city"], "mode": mode, "on_decided_before": rule, "deciding": 0}
    doc = submitted(two=two)
    act(doc, "leader.wanghu", "agree")
    assert holders(doc, "two") == expected


def test_a_repeat_in_a_sequence_agrees_when_its_turn_comes(submitted: Call, act: Call) -> None:
    two = {"people": ["leader.city", "leader.wanghu"], "mode": "sequence", "deciding": 0}
    doc = submitted(two={**two, "on_decided_before": "agree once"})
    act(doc, "leader.wanghu", "agree")
    assert act(doc, "leader.city", "agree")["workflow_state"] == "Second"
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Final"


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ([{"rule": "role"}], "more_candidates"),
        ([{"rule": "nonsense"}], "more_candidates"),
        ([{"rule": "users", "users": []}], "more_candidates"),
        ([], "role"),
    ],
)
def test_an_incomplete_rule_is_told(paper_site: Any, session: Any, rule: list[Any], field: str) -> None:
    document = frappe.get_doc("CSO Approval Route", papers.ROUTE)
    document.steps[0].update({"role": None, "more_candidates": json.dumps(rule)})
    assert field in {row["field"] for row in checking.problems(document)}


def test_english_pages_speak_english(session: Any) -> None:
    frappe.local.lang = "en"
    document = frappe.get_doc("CSO Approval Route", "社区社会组织备案")
    assert [row.label for row in document.steps][:2] == ["Village Review", "Town Acceptance"]
