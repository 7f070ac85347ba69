"""What narrows a box: several kinds of document, a region with everything in it; and phrases, signatures."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from tests.app.approvals.conftest import APPLICATION

Call = Callable[..., Any]
PICTURE = "data:image/png;base64,iVBORw0KGgo="


@pytest.fixture
def waiting(at_decision: Call, as_user: Call) -> Any:
    doc = at_decision()
    as_user("leader.wanghu")
    return doc


def names(**filters: Any) -> set[str]:
    return {row["name"] for row in approvals.inbox(limit=200, **filters)["rows"]}


def test_several_kinds(waiting: Any) -> None:
    assert waiting.name in names(doctype=f'["{APPLICATION}", "ToDo"]')
    assert waiting.name in names(doctype=APPLICATION)
    assert names(doctype='["ToDo"]') == set()
    kinds = approvals.inbox()["kinds"]
    assert kinds[APPLICATION] == approvals.inbox()["counts"]["todo"]


@pytest.mark.parametrize("box", ["todo", "done", "mine", "copied"])
def test_kinds_of_every_box(waiting: Any, as_user: Call, box: str) -> None:
    as_user("clerk.wanghu")
    found = approvals.inbox(box)
    assert sum(found["kinds"].values()) == found["counts"][box]


@pytest.mark.parametrize("field", ["village", "town", "county"])
def test_a_region_holds_what_lies_in_it(waiting: Any, field: str) -> None:
    assert waiting.name in names(region=waiting.get(field))


def test_the_neighbours_region_holds_nothing_of_it(waiting: Any) -> None:
    other = frappe.db.get_value("CSO Region", {"region_name": "柳溪镇"}, "name")
    assert waiting.name not in names(region=other)
    assert names(region="no such place") == set()


def test_the_last_signature_is_offered_again(at_decision: Call, set_step: Call, act: Call) -> None:
    set_step("town-decision", signature="drawn")
    doc = at_decision()
    assert approvals.last_signature() == {"signature": None}
    act(doc, "leader.wanghu", "agree", signature=PICTURE)
    assert approvals.last_signature() == {"signature": PICTURE}


@pytest.mark.parametrize(("rule", "is_needed"), [("negative", False), ("always", True), ("overdue", False)])
def test_the_preview_says_where_an_opinion_is_needed(
    at_decision: Call, set_step: Call, as_user: Call, rule: str, is_needed: bool
) -> None:
    set_step("town-decision", opinion_rule=rule)
    doc = at_decision()
    as_user("leader.wanghu")
    tasks = [row["task"] for row in approvals.inbox(limit=200)["rows"] if row["name"] == doc.name]
    assert [row["needs_opinion"] for row in approvals.batch_preview(tasks)["rows"]] == [is_needed]


def test_an_office_phrase_is_the_managers(waiting: Any, as_user: Call) -> None:
    with pytest.raises(frappe.PermissionError):
        approvals.add_phrase("请尽快办理。", office=1)
    as_user("admin.county")
    row = approvals.add_phrase("请尽快办理。", office=1)
    as_user("leader.wanghu")
    assert row["name"] in {entry["name"] for entry in approvals.phrases()}
    with pytest.raises(frappe.PermissionError):
        approvals.remove_phrase(row["name"])
    as_user("admin.county")
    assert approvals.remove_phrase(row["name"]) == {}
