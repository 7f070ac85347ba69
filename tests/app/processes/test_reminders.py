"""The day after a milestone was missed, both sides of the contract know."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from cso_management.service_purchase import reminders

from . import purchase
from .purchase import be


@pytest.fixture
def contract(session: Any) -> Any:
    purchase.set_up()
    return purchase.active(purchase.contract(purchase.awarded(purchase.approved_project())).insert())


def told(contract: Any) -> set[str]:
    found = frappe.get_all(
        "Notification Log",
        filters={"subject": ["like", f"{contract.title}：里程碑%"]},
        pluck="for_user",
        order_by="name asc",
    )
    return set(found)


@pytest.mark.parametrize(
    "days,status,is_told",
    [(-1, "Scheduled", True), (-1, "Not Met", True), (-1, "Met", False), (0, "Scheduled", False)],
)
def test_milestones(contract: Any, days: int, status: str, is_told: bool) -> None:
    row = contract.milestones[0]
    frappe.db.set_value(row.doctype, row.name, {"due_date": add_days(today(), days), "status": status})
    be("Administrator")
    reminders.run()
    wanted = {"procurement.wanghu@demo.example", "rep.zhulao@demo.example"} if is_told else set()
    assert told(contract) == wanted


def test_a_contract_that_rests_is_left_alone(contract: Any) -> None:
    row = contract.milestones[0]
    frappe.db.set_value(row.doctype, row.name, "due_date", add_days(today(), -1))
    frappe.db.set_value(contract.doctype, contract.name, "workflow_state", "Suspended")
    be("Administrator")
    reminders.run()
    assert told(contract) == set()
