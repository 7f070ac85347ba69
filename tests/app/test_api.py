"""What the pages ask for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest

from cso_management.api import filing, home
from cso_management.approvals.rules.workdays import WorkDays
from cso_management.registry import sensitive
from cso_management.registry.filing import deadlines

Become = Callable[[str], None]
Make = Callable[..., Any]


def test_requirements_tell_fields_and_papers(session: Any) -> None:
    needed = filing.get_requirements("New")
    assert {"org_name", "founders"} <= {row["fieldname"] for row in needed["fields"]}
    assert [row.material for row in needed["materials"] if row.required][2] == "章程"


def test_a_draft_lists_what_is_missing_and_what_may_be_changed(new_application: Make) -> None:
    case = filing.get_case(new_application(purpose=None).name)
    assert [row["fieldname"] for row in case["missing"]["fields"]] == ["purpose"]
    assert "purpose" in case["editable"]
    assert "village_opinion" not in case["editable"]
    assert [step["status"] for step in case["steps"]][:2] == ["current", "next"]


def test_reviewers_may_cite_papers_and_fields(as_user: Become) -> None:
    name = frappe.db.get_value("CSO Filing Application", {"workflow_state": "Town Acceptance"}, "name")
    as_user("clerk.wanghu")
    citable = filing.get_case(name)["citable"]
    assert {"cited_field": "materials", "cited_row": "章程", "label": "章程"} in citable
    fields = {row["cited_field"] for row in citable}
    assert "purpose" in fields
    assert not fields & {"filing_no", "village_opinion", "next_opinion"}


def test_home_of_a_representative(as_user: Become) -> None:
    as_user("rep.yinling")
    found = home.get_home()
    assert [row["org_name"] for row in found["organizations"]] == ["映月社区银龄互助队"]
    assert {row["workflow_state"] for row in found["mine"]} == {"Town Examination", "County Decision"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [("<script>alert(1)</script>", False), ("㙓䶮龘", True), ('O\'Hara "x" %s {0}', True)],
)
def test_odd_text_does_no_harm(new_application: Make, text: str, kept: bool) -> None:
    doc = new_application(contact_name=text)
    assert (frappe.db.get_value(doc.doctype, doc.name, "contact_name") == text) is kept


@pytest.mark.parametrize("field", ["org_name", "contact_name", "short_name"])
def test_endless_names_are_refused(new_application: Make, field: str) -> None:
    with pytest.raises(frappe.ValidationError):
        new_application(**{field: "名" * 10_000})


def test_two_people_saving_at_once(new_application: Make) -> None:
    doc = new_application()
    other = frappe.get_doc(doc.doctype, doc.name)
    doc.short_name = "甲"
    doc.save()
    other.short_name = "乙"
    with pytest.raises(frappe.TimestampMismatchError):
        other.save()


def test_a_look_at_full_numbers_leaves_a_trace(as_user: Become, monkeypatch: pytest.MonkeyPatch) -> None:
    traces: list[dict[str, Any]] = []
    monkeypatch.setattr(frappe, "enqueue", lambda _method, **values: traces.append(values))
    name = frappe.db.get_value("CSO Filing Application", {"workflow_state": "Town Acceptance"}, "name")
    for user, expected in (("clerk.wanghu", 1), ("village.yingyue", 0), ("rep.new", 0)):
        traces.clear()
        as_user(user)
        frappe.get_doc("CSO Filing Application", name).run_method("onload")
        assert len(traces) == expected, user
    frappe.set_user("Administrator")
    sensitive.write(
        user="clerk.wanghu@demo.example",
        access_kind="View",
        reference_name=name,
        reference_doctype="CSO Filing Application",
        region="990121001001",
    )
    as_user("auditor.county")
    assert len(frappe.get_list("CSO Sensitive Access Log", order_by="accessed_at asc")) == 1


@pytest.mark.parametrize(
    ("day", "kind"),
    [(16, "soon"), (17, None), (18, "today"), (19, "late"), (20, None), (13, None)],
)
def test_reminders_two_days_before_on_the_day_and_one_after(day: int, kind: str | None) -> None:
    assert deadlines.kind_of(WorkDays(), date(2026, 11, day), date(2026, 11, 18)) == kind


def test_an_overdue_case_reaches_the_next_role(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = frappe.db.get_value("CSO Filing Application", {"workflow_state": "Town Acceptance"}, "name")
    row = frappe._dict(name=name, due_on="2026-11-18")
    deadlines.remind(row, WorkDays(), date(2026, 11, 19))
    found = frappe.get_all(
        "Notification Log",
        filters={"document_name": name, "for_user": "leader.wanghu@demo.example"},
        pluck="subject",
        order_by="creation desc",
    )
    assert any("逾期" in subject for subject in found)
