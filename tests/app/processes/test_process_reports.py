"""Tables of the processes: each sum is that of the indicators and the dashboard, each reader gets his own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from cso_management.planning import dashboard
from cso_management.planning.indicators import table
from cso_management.planning.indicators.catalogue import INDICATORS, MEASURES
from cso_management.planning.indicators.scope import Scope
from cso_management.process import standing
from cso_management.reports import slices
from cso_management.reports.report.cso_payment_table import cso_payment_table as payments
from cso_management.reports.report.cso_performance_table import cso_performance_table as evaluations
from cso_management.reports.report.cso_pilot_progress import cso_pilot_progress as pilot_progress
from cso_management.reports.report.cso_purchase_ledger import cso_purchase_ledger as ledger
from cso_management.reports.report.cso_review_progress import cso_review_progress as progress

from . import purchase
from . import test_annual_review as review
from . import test_rural_pilot as pilots
from .purchase import be
from .test_shared import act, move

Become = Callable[[str], None]
COUNTY, TOWN, VILLAGE = "990121000000", "990121001000", "990121001001"
REPORTS = (progress, ledger, payments, evaluations, pilot_progress)


def whole_year() -> Scope:
    now = getdate(today())
    return Scope(date(now.year, 1, 1), date(now.year, 12, 31), COUNTY, everything=True)


def measured(name: str) -> float:
    return sum(MEASURES[name](whole_year()).values())


def indicator(code: str) -> Any:
    return table.rows(whole_year(), [code])[0]["value"]


def card(key: str) -> int:
    return next(row["value"] for row in dashboard.cards(COUNTY) if row["key"] == key)


def last(report: Any, **filters: Any) -> dict[str, Any]:
    """The line of totals."""
    data = report.execute({"region": COUNTY, **filters})[1]
    assert data, report.__name__
    assert data[-1]["is_total_row"]
    return dict(data[-1])


def rows(report: Any, **filters: Any) -> list[Any]:
    return list(report.execute({"region": COUNTY, **filters})[1][:-1])


@pytest.fixture
def reviewed(session: Any) -> Any:
    """A batch with one report concluded, one handed in and one overdue."""
    be("Administrator")
    body = {"batch_name": "2025 年度年检", "review_year": 2025, "region": COUNTY}
    batch = frappe.get_doc(
        {
            "doctype": "CSO Annual Review Batch",
            **body,
            "open_to": add_days(today(), 30),
            "supervisor_deadline": add_days(today(), 60),
            "conclusion_deadline": add_days(today(), 90),
        }
    ).insert()
    batch.generate()
    be("rep.yinling")
    doc = review.hand_in(review.review_of("映月社区银龄互助队"), "Village Review")
    be("village.yingyue")
    marks = {"satisfaction_committee": 90, "satisfaction_residents": 95, "satisfaction_units": 88}
    act(review.note(doc, **marks), "agree")
    be("clerk.wanghu")
    act(review.note(doc, conclusion="Qualified"), "agree")
    be("leader.wanghu")
    act(doc, "agree")
    be("Administrator")
    others = frappe.get_all(
        "CSO Annual Review",
        filters={"workflow_state": "Draft", "tier": "Filed"},
        pluck="name",
        order_by="name",
    )
    frappe.db.set_value("CSO Annual Review", others[0], "workflow_state", "Overdue")
    values = {"workflow_state": "Town Review", "submitted_on": today()}
    frappe.db.set_value("CSO Annual Review", others[1], values)
    return batch


@pytest.fixture
def bought(session: Any) -> Any:
    """One contract half paid and evaluated, one terminated, one draft."""
    purchase.set_up()
    chosen = purchase.awarded(purchase.approved_project())
    first = purchase.active(purchase.contract(chosen).insert())
    be("rep.zhulao")
    purchase.paid(purchase.payment(first, 1, 72000).insert())
    evaluation(first)
    be("Administrator")
    again = frappe.copy_doc(frappe.get_doc(first.doctype, first.name))
    for state, amount in (("Terminated", 50000), ("Draft", 33000)):
        twin = frappe.copy_doc(again)
        twin.db_insert()
        values = {"workflow_state": state, "amount": amount, "sign_date": today(), "paid_total": 0}
        kept = {field: first.get(field) for field in standing.fields_of(first.doctype)}
        frappe.db.set_value(twin.doctype, twin.name, {**values, **kept})
    return first


def evaluation(contract: Any) -> None:
    be("Administrator")
    body = {"contract": contract.name, "evaluator": "Purchaser", "evaluator_name": "街道办", "problems": "无"}
    doc = frappe.get_doc({"doctype": "CSO Performance Evaluation", **body}).insert()
    frappe.db.set_value(
        doc.doctype,
        doc.name,
        {"workflow_state": "Confirmed", "total": 86.5, "rating": "Good", "evaluated_on": today()},
    )


def test_reviews_equal_the_indicators(reviewed: Any) -> None:
    found = last(progress)
    wanted = {"due": "reviews_due", "handed_in": "reviews_in", "concluded": "concluded"}
    assert {field: found[field] for field in wanted} == {f: measured(name) for f, name in wanted.items()}
    for field in ("qualified", "basically", "unqualified"):
        assert found[field] == measured(field), field
    assert (found["took_part"], found["concluded"]) == (indicator("I20"), card("reviews"))
    assert (found["overdue"], found["concluded"], found["under_review"]) == (card("reviews_late"), 1, 1)
    parts = ("waiting", "overdue", "under_review", "concluded")
    assert sum(found[part] for part in parts) == found["due"]


HEADINGS = ("County", "Town", "Village", "Urban or Rural", "Tier", "Category")
ADDED = {
    progress: ("due", "handed_in", "concluded"),
    ledger: ("contracts", "amount", "paid", "left", "released"),
    payments: ("payments", "amount", "net_amount"),
    evaluations: ("evaluations", "good"),
}


def test_headings_add_up(reviewed: Any, bought: Any) -> None:
    be("Administrator")
    for report, fields in ADDED.items():
        whole = last(report)
        for heading in HEADINGS:
            data = rows(report, group_by=heading)
            found = {field: sum(row[field] for row in data) for field in fields}
            assert found == pytest.approx({field: whole.get(field, found[field]) for field in fields})
            assert all(row["heading"] for row in data), (report.__name__, heading)


def test_the_ledger_equals_indicators_and_dashboard(bought: Any) -> None:
    be("Administrator")
    found, money = last(ledger), dashboard.money_of(COUNTY)
    assert found["amount"] == measured("contract_amount") == 230000
    assert found["contracts"] == measured("contracts") == 2
    assert found["amount"] == found["paid"] + found["left"] + found["released"]
    in_force = last(ledger, state="In Force")
    assert money is not None
    for field, name in (("amount", "committed"), ("paid", "paid"), ("left", "left")):
        assert in_force[field] == money[name], field
    assert found["paid"] == measured("paid") == 72000
    assert {row["contract_no"] for row in rows(ledger)} >= {bought.contract_no}


AGES = [(0, None), (-1, "late_30"), (-30, "late_30"), (-31, "late_90"), (-90, "late_90"), (-91, "late_more")]


@pytest.mark.parametrize("days,column", AGES)
def test_unpaid_instalments_age(bought: Any, days: int, column: str | None) -> None:
    be("Administrator")
    line = bought.payment_plan[1]
    frappe.db.set_value(line.doctype, line.name, "planned_date", add_days(today(), days))
    found = last(ledger)
    ages = {name: found[name] for name in ledger.AGES}
    assert ages == {name: 72000.0 if name == column else 0.0 for name in ledger.AGES}


def test_payments_equal_the_indicators(bought: Any) -> None:
    be("Administrator")
    found = last(payments)
    assert (found["amount"], found["payments"]) == (measured("paid"), measured("payments"))
    assert found["days"] == indicator("I27b")


def test_requests_that_wait(bought: Any) -> None:
    be("Administrator")
    assert not payments.execute({"region": COUNTY, "state": "Waiting"})[1]
    line = bought.payment_plan[1]
    frappe.db.set_value(line.doctype, line.name, "condition", "Sign")
    be("rep.zhulao")
    request = purchase.payment(bought, 2, 5000, invoice_on=add_days(today(), -12)).insert()
    move(request, "Purchaser Check")
    be("Administrator")
    data = rows(payments, state="Waiting")
    assert [(row.name, row.amount, row.days) for row in data] == [(request.name, 5000, 12)]
    assert last(payments)["amount"] == 72000


def test_evaluations_equal_the_indicators(bought: Any) -> None:
    be("Administrator")
    found = last(evaluations)
    assert (found["evaluations"], found["well"]) == (measured("evaluated"), indicator("I28"))
    assert (found["mean"], found["total"]) == (86.5, 86.5)
    assert last(evaluations, group_by="Town")["good"] == 1
    assert not evaluations.execute({"region": COUNTY, "rating": "Poor"})[1]


@pytest.fixture
def piloting(session: Any) -> Any:
    doc = pilots.to_screening(pilots.batch())
    doc = pilots.at_work(doc, approved_on=today(), start_date=today(), end_date=add_days(today(), 364))
    first, second = doc.milestones[0], doc.milestones[1]
    frappe.db.set_value(first.doctype, first.name, {"due": add_days(today(), -10), "status": "Met"})
    frappe.db.set_value(second.doctype, second.name, {"due": add_days(today(), -5), "status": "Planned"})
    doc = frappe.get_doc(doc.doctype, doc.name)
    row = {"support_type": "Fund", "provided_by": "县民政局", "amount": 50000, "received": 20000}
    own = {"support_type": "Fund", "provided_by": "村集体", "amount": 8000, "own_funds": 1, "used": 9000}
    file = "/private/files/evidence.pdf"
    for each in ({**row, "used": 12000}, own):
        doc.append("support", {**each, "evidence": file})
    be("village.shangliu")
    doc.save()
    be("Administrator")
    return doc


def test_pilots_equal_indicators_and_dashboard(piloting: Any) -> None:
    found = last(pilot_progress)
    assert found["pilots"] == measured("pilots") == card("pilots") == 1
    until_today = Scope(date(2000, 1, 1), getdate(today()), COUNTY, everything=True)
    due, met = (sum(MEASURES[f"pilot_milestones_{word}"](until_today).values()) for word in ("due", "met"))
    assert (found["due"], found["due_met"]) == (due, met) == (2, 1)
    assert (found["milestones"], found["met"], found["overdue"]) == (3, 1, 1)
    assert (found["promised"], found["received"], found["open_funds"]) == (50000, 20000, 30000)
    assert (found["used"], found["left"], found["own_used"]) == (12000, 8000, 9000)
    money = dashboard.pilot_money(COUNTY)
    assert money is not None
    assert {name: money[name] for name in ("received", "used", "left")} == {
        name: found[name] for name in ("received", "used", "left")
    }
    assert last(pilot_progress, group_by="Town")["overdue"] == 1
    assert not pilot_progress.execute({"region": COUNTY, "state": "Applying"})[1]


FILTERS = [
    ({"region": TOWN}, 1),
    ({"region": "990121200000"}, 0),
    ({"tier": "Registered"}, 1),
    ({"tier": "Filed"}, 0),
    ({"category": "05"}, None),
    ({"area": "Urban"}, 1),
    ({"area": "Rural"}, 0),
    ({"from_date": "2020-01-01", "to_date": "2020-12-31"}, 0),
    ({"from_date": today(), "to_date": today()}, 1),
]


@pytest.mark.parametrize("filters,number", FILTERS)
def test_filters_narrow_the_table_and_its_total(
    bought: Any, filters: dict[str, Any], number: int | None
) -> None:
    be("Administrator")
    for report in (payments, evaluations):
        data = report.execute(dict(filters))[1]
        if number is not None:
            assert len(data[:-1]) == number, report.__name__
        if data:
            counted = data[-1].get("payments", data[-1].get("evaluations"))
            assert counted == len(data) - 1


def test_each_reader_gets_his_own(reviewed: Any, bought: Any) -> None:
    be("clerk.wanghu")
    assert {row["heading"] for row in progress.execute({"group_by": "Town"})[1][:-1]} == {"望湖街道"}
    assert len(ledger.execute({})[1][:-1]) == 3 - 1
    be("clerk.liuxi")
    assert not ledger.execute({})[1]
    assert not payments.execute({"region": TOWN})[1], "another town's region opens nothing"
    be("rep.zhulao")
    assert payments.execute({})[1][-1]["amount"] == 72000, "a representative sees what is his own"


def test_what_the_table_is_about(bought: Any) -> None:
    be("Administrator")
    text = ledger.execute({"region": COUNTY, "from_date": "2026-01-01", "area": "Rural", "tier": "Filed"})[2]
    assert text == "清禾县 · 2026年1月1日— · 农村 · 备案"
    with pytest.raises(frappe.ValidationError, match="不得早于"):
        ledger.execute({"from_date": "2026-02-01", "to_date": "2026-01-01"})


def test_long_tables_are_cut_and_say_so(bought: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    be("Administrator")
    monkeypatch.setattr(slices, "SHOWN", 1)
    data, text = ledger.execute({})[1:3]
    assert (len(data), data[-1]["contracts"], "late_30" in data[-1]) == (2, 2, False)
    assert "仅显示前" in text
    assert "合计包含全部" in text


def test_every_indicator_that_is_compared_exists() -> None:
    assert {"I20", "I27b", "I28"} <= {row.code for row in INDICATORS}
    assert all(callable(report.execute) for report in REPORTS)
