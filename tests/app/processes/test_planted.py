"""Mistakes planted in a clean year: each is found, and the clean year raises no alarm."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from cso_management.annual_review import consequences, overdue
from cso_management.service_purchase import payment

from . import purchase
from . import test_rural_pilot as pilots
from .purchase import be
from .test_annual_review import BODY
from .test_shared import organization

THIS_YEAR = getdate(today()).year


@pytest.fixture
def paid(session: Any, northern_town: None) -> Any:
    """A contract of which the first instalment was paid this year."""
    purchase.set_up()
    contract = purchase.active(purchase.contract(purchase.awarded(purchase.approved_project())).insert())
    be("rep.zhulao")
    purchase.paid(purchase.payment(contract, 1, 72000).insert())
    return contract


def report(income: float) -> Any:
    """This year's report of the provider, handed in with so much income from purchases."""
    be("Administrator")
    values = {"organization": organization(purchase.PROVIDER), "review_year": THIS_YEAR}
    doc = frappe.get_doc({"doctype": "CSO Annual Review", **values}).insert()
    doc.update({**BODY, "signed_page": "/private/files/page.pdf", "workflow_state": "Town Review"})
    doc.income_rows = []
    doc.append("income_rows", {"income_type": "Government Purchase", "amount": income})
    return doc.save()


def test_income_that_differs_from_what_was_paid(paid: Any) -> None:
    doc = report(60000)
    found = [(row.code, row.reported, row.known) for row in doc.findings]
    assert found == [("INCOME", "60,000.00", "72,000.00")]
    assert (doc.suggested_conclusion, doc.flagged) == ("Unqualified", 1)
    assert doc.contracts_paid == 72000


def test_a_clean_report_raises_no_alarm(paid: Any) -> None:
    doc = report(72000)
    assert not doc.findings
    assert (doc.suggested_conclusion, doc.flagged) == ("Qualified", 0)


def test_a_payment_above_its_line(paid: Any) -> None:
    be("rep.zhulao")
    with pytest.raises(frappe.ValidationError, match="第 2 期"):
        purchase.payment(paid, 2, 72000.01).insert()


def test_a_project_on_the_negative_list(session: Any) -> None:
    purchase.set_up()
    be("procurement.wanghu")
    with pytest.raises(frappe.ValidationError, match="负面清单"):
        purchase.project(objectives="以劳务派遣方式用工").insert()


def test_a_milestone_twice(paid: Any) -> None:
    """A signed contract takes no new one at all (a draft is asked in `test_purchase`)."""
    frappe.set_user("Administrator")
    paid = frappe.get_doc(paid.doctype, paid.name)
    again = {"title": "中期", "due_date": add_days(today(), 9), "deliverables": "报告", "target_qty": 1}
    paid.append("milestones", again)
    with pytest.raises(frappe.ValidationError, match="里程碑约定内容须签补充协议变更"):
        paid.save()


def test_an_expert_with_an_interest(session: Any) -> None:
    doc = pilots.call_expert(pilots.to_screening(pilots.batch()))
    frappe.db.set_value("CSO Pilot Expert", {"parent": doc.name}, "conflict_declared", 1)
    with pytest.raises(frappe.PermissionError, match="利害关系"):
        pilots.score_all(doc, 0.9)


def test_two_years_without_a_report(session: Any) -> None:
    """The first year proposes the list, the second also the end."""
    name = organization()
    effects = []
    for year in (2023, 2024):
        batch = frappe.get_doc(
            {
                "doctype": "CSO Annual Review Batch",
                "batch_name": str(year),
                "review_year": year,
                "region": "990121001001",
                "exempt_after": f"{year}-12-31",
                "open_to": add_days(today(), -9),
                "open_from": add_days(today(), -40),
                "supervisor_deadline": add_days(today(), -8),
                "conclusion_deadline": add_days(today(), -1),
                "status": "Open",
            }
        ).insert()
        values = {"organization": name, "review_year": year, "batch": batch.name}
        frappe.get_doc({"doctype": "CSO Annual Review", **values}).insert()
        overdue.run()
        found = {"organization": name, "ground": "Report Not Filed"}
        effects.append(
            sorted(
                row or "" for row in frappe.get_all("CSO Credit List Entry", found, pluck="proposed_effect")
            )
        )
    assert effects == [[""], ["", "Revoke"]]
    assert consequences.failed_in(name, 2024)


def test_an_invoice_that_waits_too_long(paid: Any) -> None:
    be("rep.zhulao")
    waiting = purchase.payment(paid, 3, 1000, invoice_on=add_days(today(), -31)).insert()
    fresh = purchase.payment(paid, 3, 1000, invoice_no="FP-F", invoice_on=add_days(today(), -30)).insert()
    frappe.set_user("Administrator")
    for row in (waiting, fresh):
        frappe.db.set_value(row.doctype, row.name, "workflow_state", "Finance Review")
    payment.run()
    assert frappe.db.get_value(waiting.doctype, waiting.name, "overdue_alert") == 1
    assert frappe.db.get_value(fresh.doctype, fresh.name, "overdue_alert") == 0
