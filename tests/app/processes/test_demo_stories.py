"""The demo county's running processes: told once, in the states that a visitor is shown."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from benchless.site import Site
from cso_management import demo

STATES = {
    "CSO Activity": {"Draft", "Village Confirmation", "Published"},
    "CSO Annual Review": {
        "Draft",
        "Village Review",
        "Town Review",
        "Returned for Correction",
        "County Conclusion",
        "Publicity",
        "Published",
        "Concluded",
    },
    "CSO Service Demand": {"Town Confirmation", "Adopted"},
    "CSO Purchase Project": {"Draft", "Finance Review", "Contracted"},
    "CSO Provider Selection": {"Awarded"},
    "CSO Service Contract": {"Active"},
    "CSO Payment Request": {"Finance Review", "Paid"},
    "CSO Rural Pilot": {"County Screening", "Implementing"},
}
COUNTED = [*STATES, "User", "CSO Contact", "CSO Publicity Notice", "CSO Organization", "File"]


@pytest.fixture(scope="module")
def told(demo_site: Site) -> Iterator[Any]:
    """The stories, told in a session that is rolled back."""
    with demo_site.session() as opened:
        demo.load()
        yield opened
        frappe.set_user("Administrator")
        frappe.db.rollback()


@pytest.mark.parametrize("doctype", STATES)
def test_states(told: Any, doctype: str) -> None:
    found = frappe.get_all(doctype, pluck="workflow_state", distinct=True, order_by="workflow_state asc")
    assert set(found) == STATES[doctype]


def test_told_twice_nothing_is_added(told: Any) -> None:
    before = {doctype: frappe.db.count(doctype) for doctype in COUNTED}
    demo.load()
    assert {doctype: frappe.db.count(doctype) for doctype in COUNTED} == before


def test_money_is_committed_and_paid(told: Any) -> None:
    row = frappe.get_all("CSO Service Contract", fields=["amount", "paid_total"])[0]
    assert (row.amount, row.paid_total) == (180000, 72000)


def test_a_flag_with_both_sources(told: Any) -> None:
    name = frappe.db.get_value("CSO Annual Review", {"workflow_state": "County Conclusion"}, "name")
    (finding,) = frappe.get_doc("CSO Annual Review", name).findings
    assert (finding.code, finding.reported, finding.known) == ("INCOME", "60,000.00", "0.00")


def test_an_objection_waits_for_an_answer(told: Any) -> None:
    rows = frappe.get_all("CSO Publicity Objection", fields=["parent", "answer"])
    assert [row.answer for row in rows] == [None]
    assert frappe.db.get_value("CSO Publicity Notice", rows[0].parent, "status") == "Published"


def test_every_account_is_listed(told: Any) -> None:
    listed = {row["user"] for row in demo.accounts()}
    enabled = frappe.get_all("User", filters={"name": ["like", "%@demo.example"]}, pluck="name")
    assert listed == set(enabled)
