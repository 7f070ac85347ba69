"""Applications about an organization that is in the ledger, and what time does to it."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from cso_management.api import filing, organization, public
from cso_management.approvals import log
from cso_management.demo import cases, organizations, people
from cso_management.registry import expiry
from cso_management.registry.filing import lapse

Make = Callable[..., Any]
Become = Callable[[str], None]
STEPS = (
    ("rep.yinling", "Submit"),
    ("village.yingyue", "Agree"),
    ("clerk.wanghu", "Accept"),
    ("clerk.wanghu", "Propose"),
    ("leader.wanghu", "Approve"),
)


@pytest.fixture
def about_two(as_user: Become) -> Make:
    """An application of the representative of organization 2."""

    def make(application_type: str, **values: Any) -> Any:
        as_user("rep.yinling")
        name = organizations.name_of(2)
        declared = dict.fromkeys(("declare_true", "declare_non_profit", "declare_not_excluded"), 1)
        fixed = {
            "doctype": "CSO Filing Application",
            "application_type": application_type,
            "organization": name,
        }
        region = frappe.db.get_value("CSO Organization", name, "region")
        doc = frappe.get_doc({**fixed, "region": region, **declared, **values}).insert()
        cases.upload_papers(doc)
        return doc

    return make


def walk(doc: Any, become: Become, *steps: tuple[str, str]) -> Any:
    for user, action in steps:
        become(user)
        filing.act(doc.name, action, "意见")
    return frappe.get_doc(doc.doctype, doc.name)


def test_a_change_changes_what_it_names(about_two: Make, as_user: Become) -> None:
    doc = about_two("Change", change_items=[{"item": "Place", "reason": "搬迁"}], address="新活动室")
    assert (doc.change_items[0].new_value, doc.members_count) == ("新活动室", 26)
    doc = walk(doc, as_user, *STEPS)
    assert frappe.db.get_value("CSO Organization", doc.organization, "address") == "新活动室"


def test_a_change_of_anything_else_is_refused(about_two: Make) -> None:
    doc = about_two("Change", change_items=[{"item": "Place", "reason": "搬迁"}], address="新活动室")
    doc.org_name = "映月社区新名字队"
    with pytest.raises(frappe.ValidationError, match="未列入变更事项"):
        doc.save()


CANCEL = {
    "cancel_reason": "Self-dissolved",
    "resolution_attendance": 20,
    "residual_assets_plan": "无剩余财产",
}


def test_a_cancellation_ends_the_organization(about_two: Make, as_user: Become) -> None:
    doc = about_two("Cancel", resolution_date=today(), clearance_done=1, **CANCEL)
    doc = walk(doc, as_user, *STEPS)
    assert frappe.db.get_value("CSO Organization", doc.organization, "status") == "Cancelled"


def test_a_cancellation_without_clearance_stops(about_two: Make) -> None:
    doc = about_two("Cancel", resolution_date=today(), **CANCEL)
    with pytest.raises(frappe.ValidationError, match="清算"):
        filing.act(doc.name, "Submit")


def test_a_renewal_prolongs(about_two: Make, as_user: Become) -> None:
    doc = about_two("Renewal")
    before = frappe.db.get_value("CSO Organization", doc.organization, "valid_to")
    doc = walk(doc, as_user, *STEPS)
    assert frappe.db.get_value("CSO Organization", doc.organization, "valid_to") > before


@pytest.mark.parametrize(("days", "possible"), [(-30, True), (-91, False)])
def test_a_late_renewal_is_possible_for_a_while(
    about_two: Make, session: Any, days: int, possible: bool
) -> None:
    frappe.db.set_value("CSO Organization", organizations.name_of(2), "valid_to", add_days(today(), days))
    doc = about_two("Renewal")
    if possible:
        assert filing.act(doc.name, "Submit")["workflow_state"] == "Village Review"
        return
    with pytest.raises(frappe.ValidationError, match="重新申请备案"):
        filing.act(doc.name, "Submit")


def test_an_upgrade_goes_to_the_county(about_two: Make, as_user: Become) -> None:
    code = people.credit_code_of("51990121MJ0002021")
    doc = about_two("Upgrade", new_credit_code=code, registered_fund=30000)
    doc = walk(doc, as_user, *STEPS, ("officer.county", "Propose"), ("leader.county", "Approve"))
    found = frappe.get_doc("CSO Organization", doc.organization)
    assert (found.tier, found.credit_code, found.valid_to) == ("Registered", code, None)


def test_somebody_elses_organization_is_closed(as_user: Become) -> None:
    as_user("rep.new")
    values = {
        "application_type": "Change",
        "organization": organizations.name_of(2),
        "region": "990121001001",
    }
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc({"doctype": "CSO Filing Application", **values}).insert()


def test_the_ledger_is_not_edited_by_hand(as_user: Become) -> None:
    as_user("clerk.wanghu")
    doc = frappe.get_doc("CSO Organization", organizations.name_of(2))
    doc.contact_name = "新联系人"
    doc.save()
    doc.principal_name = "别人"
    with pytest.raises(frappe.PermissionError, match="负责人姓名"):
        doc.save()


def test_a_revocation_needs_a_leader_and_a_hearing(as_user: Become) -> None:
    name = organizations.name_of(2)
    as_user("clerk.wanghu")
    with pytest.raises(frappe.PermissionError):
        organization.decide_status(name, "Suspend", "连续一年未开展活动")
    as_user("leader.wanghu")
    with pytest.raises(frappe.ValidationError, match="听证"):
        organization.decide_status(name, "Revoke", "提供虚假材料")
    assert organization.decide_status(name, "Revoke", "提供虚假材料", "组织无异议")["status"] == "Revoked"
    assert organization.get_history(name)["log"][-1].action == "Revoke"


def test_expiry_and_reminders(session: Any) -> None:
    ended, ending = organizations.name_of(4), organizations.name_of(2)
    frappe.db.set_value("CSO Organization", ended, "valid_to", add_days(today(), -1))
    frappe.db.set_value("CSO Organization", ending, "valid_to", add_days(today(), 20))
    expiry.run()
    expiry.run()
    assert frappe.db.get_value("CSO Organization", ended, "status") == "Expired"
    assert frappe.db.get_value("CSO Organization", ending, "renewal_reminder") == 30
    filters = {"document_name": ending, "for_user": "rep.yinling@demo.example", "subject": ["like", "%20%"]}
    assert frappe.db.count("Notification Log", filters) == 1


def test_a_return_that_nobody_answers_lapses(session: Any) -> None:
    name = frappe.db.get_value(
        "CSO Filing Application", {"workflow_state": "Returned for Correction"}, "name"
    )
    frappe.db.set_value("CSO Filing Application", name, "correction_due_on", add_days(today(), -1))
    lapse.run()
    assert frappe.db.get_value("CSO Filing Application", name, "workflow_state") == "Lapsed"
    assert log.rows_of("CSO Filing Application", name)[-1].is_system == 1


def test_verification_needs_the_code_of_the_paper(as_user: Become) -> None:
    as_user("Guest")
    fields = ["filing_no", "certificate_hash"]
    number, code = frappe.db.get_value("CSO Organization", organizations.name_of(2), fields)
    assert public.verify_certificate(number, "wrong") == {"found": False}
    answer = public.verify_certificate(number, code)
    assert (answer["found"], answer["valid"], answer["org_name"]) == (True, True, "映月社区银龄互助队")
    assert not {"principal_name", "principal_id_no", "address"} & set(answer)
