"""The weekly mail says what waits and what is late, to whom it concerns."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from cso_management.planning import digest

Become = Callable[[str], None]
CLERK, LEADER, OTHER = "clerk.wanghu", "leader.county", "clerk.liuxi"


@pytest.fixture
def account(session: Any) -> Any:
    return frappe.get_doc(
        {
            "doctype": "Email Account",
            "email_account_name": "Office",
            "email_id": "office@demo.example",
            "enable_outgoing": 1,
            "default_outgoing": 1,
            "smtp_server": "127.0.0.1",
            "no_smtp_authentication": 1,
        }
    ).insert()


@pytest.fixture
def late(session: Any) -> str:
    """Every open task of the lake street is late since yesterday."""
    names = frappe.get_all(
        "CSO Approval Task",
        filters={"status": "Open", "region": ["like", "990121001%"]},
        pluck="name",
        order_by="name asc",
    )
    for name in names:
        frappe.db.set_value("CSO Approval Task", name, "due_on", add_days(today(), -1))
    others = {"status": "Open", "region": ["not like", "990121001%"]}
    for name in frappe.get_all("CSO Approval Task", filters=others, pluck="name", order_by="name asc"):
        frappe.db.set_value("CSO Approval Task", name, "due_on", add_days(today(), 5))
    return str(len(names))


def part(user: str, title: str, as_user: Become) -> list[tuple[Any, ...]]:
    as_user(user)
    return dict(digest.tables()).get(title, [])


def mails() -> dict[str, str]:
    rows = frappe.get_all("Email Queue", pluck="name", order_by="name asc")
    queued = [frappe.get_doc("Email Queue", name) for name in rows]
    return {row.recipient: mail.message for mail in queued for row in mail.recipients}


def test_each_reader_sees_his_region(late: str, as_user: Become) -> None:
    for user in (CLERK, LEADER):
        assert part(user, "辖区内逾期事项", as_user) == [("望湖街道", int(late))], user
        assert len(part(user, "逾期最久的事项", as_user)) == min(int(late), digest.SHOWN)
    assert part(OTHER, "辖区内逾期事项", as_user) == []


def test_own_tasks_are_counted(late: str, as_user: Become) -> None:
    rows = part(CLERK, "您的待办", as_user)
    counted = {name: number for name, number in rows}
    total = counted.pop("其中已逾期")
    assert total == sum(counted.values()) > 0


def test_last_week_counts_decisions(session: Any, as_user: Become) -> None:
    before = part(LEADER, "上周备案办结情况", as_user)
    as_user("Administrator")
    name = frappe.db.get_value("CSO Filing Application", {"workflow_state": "Certificate Issued"}, "name")
    changed = {"decision": "Approved", "decision_date": today(), "application_type": "Cancel"}
    frappe.db.set_value("CSO Filing Application", name, changed)
    after = part(LEADER, "上周备案办结情况", as_user)
    assert {row[0] for row in after} - {row[0] for row in before} == {frappe._("Cancel")}
    as_user("Administrator")
    frappe.db.set_value("CSO Filing Application", name, "decision_date", add_days(today(), -8))
    assert after != part(LEADER, "上周备案办结情况", as_user)


def test_mails_go_to_whoever_wants_them(account: Any, late: str, as_user: Become) -> None:
    as_user("Administrator")
    frappe.db.delete("Email Queue")
    digest.run()
    sent = mails()
    assert {f"{CLERK}@demo.example", f"{LEADER}@demo.example"} <= set(sent)
    assert not [user for user in sent if user.startswith(("rep.", "village.", "expert"))]


def test_without_an_account_nothing_is_sent(session: Any, late: str) -> None:
    frappe.db.delete("Email Queue")
    digest.run()
    assert mails() == {}


def test_names_are_escaped(session: Any) -> None:
    text = digest.message([("标题", [("<b>组织</b>", 1)])])
    assert "&lt;b&gt;组织&lt;/b&gt;" in text
    assert "/cso/tasks" in text
