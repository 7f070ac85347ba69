"""What a step opens is all that changes, what it hides is seen at no door, whatever the DocType."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import hiding
from cso_management.approvals.rules import openness

from . import papers

Call = Callable[..., Any]
ALL = ("a", "b", "c", "next_opinion")


@pytest.mark.parametrize(
    ("status", "turn", "listed", "cited", "own", "expected"),
    [
        ("Running", True, ["a"], [], None, {"a", "next_opinion"}),
        ("Running", True, [], [], None, {"next_opinion"}),
        ("Running", True, [], [], ["b"], {"b"}),
        ("Running", True, ["a", "b"], [], ["b", "c"], {"b"}),
        ("Running", False, ["a"], [], None, set()),
        ("Running", False, [], [], ["b"], set()),
        ("Returned", True, ["a"], ["b"], None, {"b", "next_opinion"}),
        ("Returned", True, [], [], None, set(ALL)),
        ("Returned", True, [], ["b"], ["b", "c"], {"b"}),
        ("Returned", False, ["a"], ["b"], None, set()),
        ("Approved", True, ["a"], ["b"], None, set()),
    ],
)
def test_open_fields(
    status: str, turn: bool, listed: list[str], cited: list[str], own: list[str] | None, expected: set[str]
) -> None:
    found = openness.open_fields(
        status, inputs=ALL, listed=listed, cited=cited, own=own, holds_task=turn, may_resubmit=turn
    )
    assert found & set(ALL) == expected


@pytest.mark.parametrize(
    ("open_steps", "past_steps", "expected"),
    [
        ([], [], set()),
        ([["a", "b"]], [], {"a", "b"}),
        ([["a", "b"], ["b"]], [["a"]], {"b"}),
        ([["a"], []], [], set()),
        ([], [["a"], ["a", "b"]], {"a"}),
    ],
)
def test_hidden_fields(open_steps: list[list[str]], past_steps: list[list[str]], expected: set[str]) -> None:
    assert openness.hidden_fields(open_steps, past_steps) == expected


def change(doc: Any, user: str, **values: Any) -> Any:
    frappe.set_user(papers.full(user)[0])
    found = frappe.get_doc(doc.doctype, doc.name)
    found.update(values)
    return found.save()


OPEN = {"people": ["leader.wanghu", "leader.county"], "editable_fields": "reason"}


@pytest.mark.parametrize(
    ("user", "values", "allowed"),
    [
        ("leader.wanghu", {"reason": "改"}, True),
        ("leader.county", {"reason": "改"}, True),
        ("leader.wanghu", {"amount": 5}, False),
        ("leader.wanghu", {"reason": "改", "title": "改"}, False),
        ("leader.city", {"reason": "改"}, False),
        ("rep.new", {"reason": "改"}, False),
        ("admin.county", {"reason": "改"}, False),
        ("Administrator", {"reason": "改"}, False),
    ],
)
def test_only_the_fields_of_the_step_change(
    submitted: Call, user: str, values: dict[str, Any], allowed: bool
) -> None:
    doc = submitted(one=OPEN)
    if allowed:
        change(doc, user, **values)
        return
    with pytest.raises(frappe.PermissionError, match="不能修改|不可修改|不能更改"):
        change(doc, user, **values)


def test_an_act_brings_no_other_field_along(submitted: Call) -> None:
    doc = submitted(one=OPEN)
    with pytest.raises(frappe.PermissionError):
        change(doc, "leader.wanghu", workflow_state="Second", amount=5)
    moved = change(doc, "leader.wanghu", workflow_state="Second", reason="改")
    assert (moved.workflow_state, moved.reason) == ("Second", "改")


def test_a_computed_field_is_the_servers(submitted: Call) -> None:
    doc = submitted(one=OPEN)
    assert change(doc, "leader.wanghu", computed="forged", reason="改").computed is None
    trusted = frappe.get_doc(doc.doctype, doc.name)
    trusted.computed = "server"
    trusted.save(ignore_permissions=True)
    assert frappe.db.get_value(doc.doctype, doc.name, "computed") == "server"


def test_a_return_opens_the_cited_fields_to_whoever_hands_in_again(submitted: Call, act: Call) -> None:
    doc = submitted(one=OPEN)
    cited = [{"cited_field": "amount", "problem": "有误"}]
    act(doc, "leader.wanghu", "return", opinion="请改", corrections=cited)
    page = approvals.get_case(doc.doctype, doc.name)
    assert page["editable_fields"] == []
    with pytest.raises(frappe.PermissionError):
        change(doc, "leader.wanghu", reason="改")
    with pytest.raises(frappe.PermissionError):
        change(doc, "rep.new", reason="改")
    assert change(doc, "rep.new", amount=7).amount == 7
    assert approvals.get_case(doc.doctype, doc.name)["editable_fields"] == ["amount"]


def test_a_return_without_a_field_opens_all(submitted: Call, act: Call) -> None:
    doc = submitted()
    act(doc, "leader.wanghu", "return", opinion="请改", corrections=[{"cited_field": "", "problem": "重写"}])
    frappe.set_user(papers.full("rep.new")[0])
    assert {"title", "reason", "amount"} <= set(approvals.get_case(doc.doctype, doc.name)["editable_fields"])


HIDING = {"people": ["leader.wanghu"], "hidden_fields": "secret", "editable_fields": "reason"}


def blind(doc: Any, user: str = "leader.wanghu") -> Any:
    frappe.set_user(papers.full(user)[0])
    return frappe.get_doc(doc.doctype, doc.name)


def test_a_hidden_field_is_at_no_door(submitted: Call) -> None:
    doc = submitted(one=HIDING)
    form = blind(doc)
    form.run_method("onload")
    assert form.secret is None
    assert frappe.get_list(papers.PAPER, filters={"name": doc.name}) == []
    assert frappe.get_list(papers.PAPER, filters={"secret": "秘密"}, fields=["secret"]) == []
    page = approvals.get_case(doc.doctype, doc.name)
    assert page["hidden_fields"] == page["task"]["hidden_fields"] == ["secret"]
    with pytest.raises(frappe.PermissionError):
        approvals.export_case(doc.doctype, doc.name)
    printed = frappe.get_doc(doc.doctype, doc.name)
    printed.run_method("before_print", None)
    assert (printed.secret, printed.reason) == (None, "原因")


def test_what_was_not_shown_is_not_lost_by_saving(submitted: Call) -> None:
    doc = submitted(one=HIDING)
    form = blind(doc)
    form.run_method("onload")
    form.reason = "改"
    form.save()
    assert frappe.db.get_value(doc.doctype, doc.name, ["secret", "reason"]) == ("秘密", "改")
    forged = blind(doc)
    forged.secret = "改"
    forged.save()
    assert frappe.db.get_value(doc.doctype, doc.name, "secret") == "秘密"


@pytest.mark.parametrize(
    ("user", "sees"), [("rep.new", True), ("leader.city", True), ("leader.wanghu", False)]
)
def test_hidden_from_the_people_of_the_step_only(submitted: Call, act: Call, user: str, sees: bool) -> None:
    doc = submitted(one=HIDING)
    blind(doc, user)
    assert (not hiding.of_document(doc.doctype, doc.name)) is sees
    act(doc, "leader.wanghu", "agree")
    blind(doc, user)
    assert (not hiding.of_document(doc.doctype, doc.name)) is sees


@pytest.mark.parametrize("user", ["clerk.wanghu", "leader.wanghu", "rep.new", "Administrator"])
@pytest.mark.parametrize("method", ["save", "insert", "delete"])
def test_a_row_is_not_written_past_its_document(
    at_decision: Call, as_user: Call, user: str, method: str
) -> None:
    doc = at_decision()
    name = doc.materials[0].name
    as_user(user)
    row = frappe.get_doc("CSO Filing Material", name)
    doors = {
        "save": lambda: row.update({"file": "/private/files/other.pdf"}).save(),
        "insert": lambda: frappe.get_doc({**row.as_dict(), "name": None, "material": "另附"}).insert(),
        "delete": lambda: frappe.delete_doc("CSO Filing Material", name),
    }
    with pytest.raises(frappe.PermissionError):
        doors[method]()


def test_rows_of_a_draft_are_free(new_application: Call, as_user: Call) -> None:
    doc = new_application()
    row = frappe.get_doc("CSO Filing Material", doc.materials[0].name)
    row.remark = "改"
    row.save()
    assert frappe.db.get_value("CSO Filing Material", row.name, "remark") == "改"
