"""Documents that were on their way before their route: they come to the inbox, and go on by the engine."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.engine import adoption, schedule, stock

from . import papers
from .papers import full

Call = Callable[..., Any]
A, F = "leader.wanghu", "leader.county"


@pytest.fixture
def under_way(paper: Call, session: Any) -> Call:
    """A paper that was handed in while no route was in force."""

    def make(state: str = "First", **values: Any) -> Any:
        frappe.set_user("Administrator")
        approvals.unpublish_route(papers.ROUTE)
        doc = paper(**values)
        frappe.db.set_value(doc.doctype, doc.name, "workflow_state", state)
        assert approvals.get_case(doc.doctype, doc.name) == {"case": None}
        return doc

    return make


def todo(user: str) -> set[str]:
    frappe.set_user(full(user)[0])
    return {row["name"] for row in approvals.inbox(limit=200)["rows"]}


@pytest.mark.parametrize(
    ("state", "holder"), [("First", A), ("Second", F), ("Draft", None), ("Sent Back", None), ("Final", None)]
)
def test_publishing_adopts_what_stands_at_a_step(under_way: Call, state: str, holder: str | None) -> None:
    doc = under_way(state)
    papers.publish()
    for user in (A, F):
        assert (doc.name in todo(user)) is (user == holder)
    rows = log.rows_of(doc.doctype, doc.name)
    assert [(row.act, row.is_system) for row in rows] == ([("adopt", 1)] if holder else [])


def test_an_adopted_document_goes_the_whole_way(under_way: Call, act: Call) -> None:
    doc = under_way()
    papers.publish()
    cited = [{"cited_field": "reason", "problem": "补"}]
    act(doc, A, "return", opinion="补", corrections=cited)
    act(doc, papers.SUBMITTER, "resubmit")
    act(doc, A, "agree")
    assert act(doc, F, "agree")["result"] == "closed"
    assert log.first_broken_row(doc.doctype, doc.name) is None


def test_whoever_cannot_be_adopted_is_told(under_way: Call) -> None:
    doc = under_way(decider=None)
    frappe.set_user("Administrator")
    route = frappe.get_doc("CSO Approval Route", papers.ROUTE)
    by_field = '[{"rule": "field", "field": "decider"}]'
    route.set("steps", [papers.step("one", people=[], more_candidates=by_field), papers.step("two")])
    route.save()
    answer = approvals.publish_route(papers.ROUTE)
    assert [row["name"] for row in answer["left"]] == [doc.name]
    assert not frappe.db.exists("CSO Approval Case", {"reference_name": doc.name})
    frappe.db.set_value(doc.doctype, doc.name, "decider", full(A)[0])
    schedule.run()
    assert doc.name in todo(A)
    assert adoption.waiting(papers.ROUTE) == []


@pytest.mark.parametrize("door", ["act", "save", "stock"])
def test_the_first_touch_adopts(under_way: Call, act: Call, door: str) -> None:
    papers.publish()
    doc = under_way()
    frappe.set_user("Administrator")
    frappe.db.set_value("CSO Approval Route", papers.ROUTE, "status", "Published")
    frappe.set_user(full(A)[0])
    if door == "act":
        act(doc, A, "agree")
    elif door == "stock":
        stock.apply_workflow({"doctype": doc.doctype, "name": doc.name}, "Go On")
    else:
        found = frappe.get_doc(doc.doctype, doc.name)
        found.workflow_state = "Second"
        found.save()
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Second"
    assert [row.act for row in log.rows_of(doc.doctype, doc.name)] == ["adopt", "agree"]
    assert doc.name in todo(F)


def test_the_first_touch_of_a_stranger_does_nothing(under_way: Call, act: Call) -> None:
    papers.publish()
    doc = under_way()
    frappe.set_user("Administrator")
    frappe.db.set_value("CSO Approval Route", papers.ROUTE, "status", "Published")
    with pytest.raises(frappe.PermissionError):
        act(doc, F, "agree")
    frappe.set_user(full(F)[0])
    found = frappe.get_doc(doc.doctype, doc.name)
    found.workflow_state = "Second"
    with pytest.raises(frappe.PermissionError):
        found.save()
