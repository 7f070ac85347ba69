"""Region rules and separation of duties hold against the API, whatever the form would offer."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import attempts

from .papers import full

Call = Callable[..., Any]
READS = ("get_case", "predict", "changes", "verify", "export_case", "open_actions")


@pytest.mark.parametrize("user", ["leader.liuxi", "clerk.liuxi", "rep.yinling"])
@pytest.mark.parametrize("name", READS)
def test_a_neighbour_reads_nothing(at_decision: Call, as_user: Call, user: str, name: str) -> None:
    doc = at_decision()
    as_user(user)
    with pytest.raises(frappe.PermissionError):
        getattr(approvals, name)(doc.doctype, doc.name)


@pytest.mark.parametrize(
    "doctype", ["CSO Approval Case", "CSO Approval Task", "CSO Approval Log", "CSO Approval Copy"]
)
@pytest.mark.parametrize(("user", "sees"), [("leader.liuxi", False), ("leader.wanghu", True)])
def test_a_neighbour_lists_nothing(
    at_decision: Call, as_user: Call, doctype: str, user: str, sees: bool
) -> None:
    doc = at_decision()
    as_user(user)
    rows = frappe.get_list(doctype, filters={"reference_name": doc.name}, limit_page_length=0)
    assert bool(rows) is (sees and doctype != "CSO Approval Copy")
    assert doc.name not in {row["name"] for row in approvals.inbox(limit=200)["rows"]} or sees


@pytest.mark.parametrize(
    "user", ["leader.liuxi", "clerk.wanghu", "rep.new", "village.yingyue", "admin.county", "Administrator"]
)
@pytest.mark.parametrize("name", ["agree", "refuse", "return"])
def test_only_the_decider_decides(at_decision: Call, act: Call, user: str, name: str) -> None:
    doc = at_decision()
    corrections = [{"cited_field": "purpose", "problem": "笼统"}]
    assert attempts.run(act, doc, user, name, opinion="意见", corrections=corrections)
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Town Decision"


@pytest.mark.parametrize("act_name", ["transfer", "add_signer"])
@pytest.mark.parametrize("person", ["rep.new", "clerk.wanghu", "village.yingyue", "admin.county"])
def test_nobody_who_took_part_is_drawn_into_the_decision(
    set_step: Call, at_decision: Call, act: Call, act_name: str, person: str
) -> None:
    set_step("town-decision", users=["leader.wanghu"])
    doc = at_decision()
    assert attempts.run(act, doc, "leader.wanghu", act_name, people=full(person), position="beside")


@pytest.mark.parametrize("method", ["insert", "save", "delete"])
@pytest.mark.parametrize("doctype", ["CSO Approval Case", "CSO Approval Task"])
@pytest.mark.parametrize("user", ["leader.wanghu", "admin.county"])
def test_cases_and_tasks_are_written_by_the_engine_alone(
    at_decision: Call, as_user: Call, method: str, doctype: str, user: str
) -> None:
    doc = at_decision()
    name = frappe.get_all(
        doctype, filters={"reference_name": doc.name}, pluck="name", order_by="creation asc"
    )[-1]
    as_user(user)
    found = frappe.get_doc(doctype, name)
    doors = {
        "insert": lambda: frappe.get_doc({**found.as_dict(), "name": None}).insert(),
        "save": lambda: found.update({"status": "Approved"}).save(),
        "delete": lambda: frappe.delete_doc(doctype, name),
    }
    with pytest.raises(frappe.PermissionError):
        doors[method]()
