"""Reminders, escalation, decisions at time-out, the two-sided ledger, and the calendar through the API."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest
import xlsxwriter

from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.engine import case_days, schedule, standstill, store

from . import papers

Call = Callable[..., Any]
A, B, ABOVE = "leader.wanghu", "leader.city", "leader.county"
CLOCK = {"people": [A], "limit_days": 5, "escalate_role": "CSO County Leader"}


def due(doc: Any, day: str) -> None:
    filters = {"reference_name": doc.name, "status": "Open"}
    for name in frappe.get_all("CSO Approval Task", filters=filters, pluck="name", order_by="number asc"):
        frappe.db.set_value("CSO Approval Task", name, "due_on", day)


def told(doc: Any) -> dict[str, list[str]]:
    """Who was told since the task was opened: notices that speak of a deadline."""
    rows = frappe.get_all(
        "Notification Log",
        filters={"document_name": doc.name},
        fields=["for_user", "subject"],
        order_by="creation asc",
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        if "逾期" in row.subject or "办结" in row.subject or "截止" in row.subject or "到期" in row.subject:
            found.setdefault(row.for_user.removesuffix(papers.DOMAIN), []).append(row.subject)
    return found


# The eighth of October 2026 is the first working day after National Day; the tenth is a make-up Saturday.
@pytest.mark.parametrize(
    ("today", "due_on", "expected"),
    [
        ("2026-11-19", "2026-11-23", {A}),
        ("2026-11-20", "2026-11-23", set()),
        ("2026-11-18", "2026-11-23", set()),
        ("2026-11-23", "2026-11-23", {A}),
        ("2026-11-24", "2026-11-23", {ABOVE}),
        ("2026-11-26", "2026-11-23", {ABOVE}),
        ("2026-11-21", "2026-11-23", set()),
        ("2026-10-03", "2026-10-08", set()),
        ("2026-09-29", "2026-10-08", {A}),
        ("2026-10-08", "2026-09-30", {ABOVE}),
    ],
)
def test_reminders(submitted: Call, today: str, due_on: str, expected: set[str]) -> None:
    doc = submitted(one=CLOCK)
    due(doc, due_on)
    frappe.set_user("Administrator")
    before = told(doc)
    for _again in range(2):
        schedule.run(date.fromisoformat(today))
    assert not before
    assert {user: len(texts) for user, texts in told(doc).items()} == dict.fromkeys(expected, 1)


def test_a_missed_day_is_made_good_once(submitted: Call) -> None:
    doc = submitted(one=CLOCK)
    due(doc, "2026-11-16")
    frappe.set_user("Administrator")
    for day in (17, 18, 19):
        schedule.run(date(2026, 11, day))
    assert {user: len(texts) for user, texts in told(doc).items()} == {ABOVE: 1}


@pytest.mark.parametrize(
    ("step", "today", "state"),
    [
        ({"timeout_act": "agree"}, "2026-11-24", "Second"),
        ({"timeout_act": "agree"}, "2026-11-23", "First"),
        ({"timeout_act": "agree", "people": [A, B], "mode": "all"}, "2026-11-24", "Second"),
        ({"timeout_act": "agree", "people": [A, B], "pool": 1}, "2026-11-24", "Second"),
        ({}, "2026-11-24", "First"),
    ],
)
def test_a_decision_at_time_out(submitted: Call, step: dict[str, Any], today: str, state: str) -> None:
    doc = submitted(one={**CLOCK, **step})
    due(doc, "2026-11-23")
    frappe.set_user("Administrator")
    schedule.run(date.fromisoformat(today))
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == state
    rows = [row for row in log.rows_of(doc.doctype, doc.name) if row.act == "agree"]
    assert bool(rows) is (state == "Second")
    for row in rows:
        stored = frappe.db.get_value("CSO Approval Log", row.name, ["is_system", "rule", "actor"])
        assert stored == (1, "time-out", "Administrator")
    assert log.first_broken_row(doc.doctype, doc.name) is None


def test_a_deciding_step_never_decides_by_itself(submitted: Call) -> None:
    with pytest.raises(frappe.ValidationError):
        submitted(one={**CLOCK, "timeout_act": "agree", "deciding": 1})


TWO = (12, 8)


@pytest.mark.parametrize(
    ("started", "closed", "pauses", "since", "expected"),
    [
        ("2026-11-01", "2026-11-11", [], None, (10, 0)),
        ("2026-11-01", "2026-11-11", [["2026-11-03", "2026-11-06"]], None, (7, 3)),
        (
            "2026-11-01",
            "2026-11-21",
            [["2026-11-03", "2026-11-06"], ["2026-11-10", "2026-11-15"]],
            None,
            (12, 8),
        ),
        ("2026-11-01", "2026-11-11", [["2026-11-03", "2026-11-06"]], "2026-11-08", (4, 6)),
        ("2026-11-01", "2026-11-01", [["2026-11-01", "2026-11-01"]], None, (0, 0)),
    ],
)
def test_the_ledger_has_two_sides(
    submitted: Call, started: str, closed: str, pauses: list[list[str]], since: str | None, expected: Any
) -> None:
    doc = submitted()
    record = store.live(doc.doctype, doc.name)
    assert record is not None
    record.row.started_at, record.row.closed_at = f"{started} 09:00:00", f"{closed} 17:00:00"
    record.memory.update(pauses=pauses, paused_since=since)
    assert case_days.of(record) == expected
    assert sum(expected) == (date.fromisoformat(closed) - date.fromisoformat(started)).days


def test_the_clock_stands_still_while_the_applicant_works(submitted: Call, act: Call) -> None:
    doc = submitted(one={**CLOCK, "resubmit": "back"})
    act(doc, A, "return", opinion="补", corrections=[{"cited_field": "reason", "problem": "补"}])
    head = approvals.get_case(doc.doctype, doc.name)["case"]
    assert (head["light"], head["due_on"]) == (None, None)
    record = store.live(doc.doctype, doc.name)
    assert record is not None and record.memory["paused_since"] == frappe.utils.today()
    record.memory["used"] = {"one": 3}
    frappe.db.set_value("CSO Approval Case", record.row.name, "memory", json.dumps(record.memory))
    act(doc, papers.SUBMITTER, "resubmit")
    days = store.calendar.load()
    expected = days.add(date.fromisoformat(frappe.utils.today()), 2)
    found = frappe.db.get_value("CSO Approval Task", {"reference_name": doc.name, "round": 2}, "due_on")
    assert str(found) == str(expected)


def test_a_publicity_does_not_count(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    step = store.live(doc.doctype, doc.name)
    assert step is not None
    filters = {"reference_name": doc.name, "status": "Open"}
    before = frappe.db.get_value("CSO Approval Task", filters, "due_on")
    days = store.calendar.load()
    last = days.add(before, 3)
    frappe.set_user("Administrator")
    shown = frappe.get_doc(doc.doctype, doc.name)
    shown.update({"publicity_required": 1, "publicity_from": str(before), "publicity_to": str(last)})
    standstill.follow(shown, step)
    after = frappe.db.get_value("CSO Approval Task", filters, "due_on")
    # The last day itself and three more are on show, so four days are made up.
    assert days.between(before, after) == 4
    assert frappe.db.get_value(doc.doctype, doc.name, "due_on") == after
    shown.publicity_required = 0
    standstill.follow(shown, step)
    assert frappe.db.get_value("CSO Approval Task", filters, "due_on") == before


def excel(*rows: tuple[str, str, str]) -> str:
    """An uploaded table, as the pages upload it."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory)
    sheet = book.add_worksheet()
    for number, row in enumerate([("日期", "类型", "名称"), *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    values = {"doctype": "File", "file_name": "2027.xlsx", "is_private": 1, "content": memory.getvalue()}
    return str(frappe.get_doc(values).insert().file_url)


def test_a_year_comes_from_excel(session: Any, as_user: Call) -> None:
    as_user("admin.county")
    assert approvals.calendar_warning()["missing"] == ["2027"]
    url = excel(("2027-01-01", "放假", "元旦"), ("2027/10/01", "放假", "国庆节"), ("2027-10-09", "上班", ""))
    assert approvals.import_calendar(url) == {"years": {"2027": 3}}
    assert approvals.calendar_warning() == {"missing": []}
    days = store.calendar.load()
    assert not days.is_workday(date(2027, 10, 1)) and days.is_workday(date(2027, 10, 9))
    with pytest.raises(frappe.ValidationError, match="3"):
        approvals.import_calendar(excel(("2027-01-01", "放假", ""), ("someday", "放假", "")))
    as_user(A)
    with pytest.raises(frappe.PermissionError):
        approvals.import_calendar(url)
