"""From a draft to a certificate, and every way in which that can stop."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from cso_management.api import filing
from cso_management.approvals import log

Make = Callable[..., Any]
Become = Callable[[str], None]
RETURN = "Return for Correction"
TO_TOWN = (("rep.new", "Submit"), ("village.yingyue", "Agree"))
TO_DECISION = (*TO_TOWN, ("clerk.wanghu", "Accept"), ("clerk.wanghu", "Propose"))


def reload(doc: Any) -> Any:
    return frappe.get_doc(doc.doctype, doc.name)


def walk(doc: Any, become: Become, *steps: tuple[str, str]) -> Any:
    for user, action in steps:
        become(user)
        filing.act(doc.name, action, "意见")
    return reload(doc)


def actions(doc: Any) -> set[str]:
    return {row["action"] for row in filing.get_case(doc.name)["actions"]}


def test_a_group_is_filed_and_gets_its_certificate(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_DECISION, ("leader.wanghu", "Approve"))
    assert doc.workflow_state == "Approved"
    assert doc.filing_no.startswith("990121001-03-")
    assert doc.acceptance_no.startswith("SL-990121001-")
    organization = frappe.get_doc("CSO Organization", doc.organization)
    assert (organization.status, organization.tier, organization.filing_no) == (
        "Active",
        "Filed",
        doc.filing_no,
    )
    assert len(organization.founders) == 3
    as_user("clerk.wanghu")
    filing.act(doc.name, "Issue Certificate")
    assert frappe.db.get_value("CSO Organization", doc.organization, "certificate_hash")
    as_user("rep.new")
    assert doc.organization in frappe.get_list("CSO Organization", pluck="name", order_by="name asc")


def test_numbers_are_never_used_twice(new_application: Make, as_user: Become) -> None:
    numbers = set()
    for name in ("映月社区舞蹈一队", "映月社区舞蹈二队"):
        doc = walk(new_application(org_name=name), as_user, *TO_DECISION, ("leader.wanghu", "Approve"))
        numbers.add(doc.filing_no)
        frappe.set_user("Administrator")
        with pytest.raises(frappe.ValidationError):
            doc.delete()
    assert len(numbers) == 2


def test_submission_tells_everything_that_is_missing(new_application: Make) -> None:
    doc = new_application(purpose=None, principal_phone=None)
    with pytest.raises(frappe.ValidationError, match="宗旨、负责人手机"):
        filing.act(doc.name, "Submit")
    missing = filing.get_case(doc.name)["missing"]["fields"]
    assert [row["fieldname"] for row in missing] == ["purpose", "principal_phone"]


def test_submission_without_papers_names_them(new_application: Make) -> None:
    doc = new_application()
    doc.materials[2].file = None
    doc.save()
    with pytest.raises(frappe.ValidationError, match="章程"):
        filing.act(doc.name, "Submit")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"members_count": 9}, "至少 10 人"),
        ({"founded_on": "2999-01-01"}, "不能晚于今天"),
        ({"declare_true": 0}, "请勾选承诺"),
        ({"tier": "Registered"}, "管理类型"),
        ({"org_form": "Informal Group"}, "组织形式"),
        ({"no_funds": 0}, "无资金往来"),
        ({"purpose": "太短"}, "至少填写 10 字"),
        ({"party_members_count": 99}, "大于"),
    ],
)
def test_conditions_name_the_field(new_application: Make, change: dict[str, Any], message: str) -> None:
    doc = new_application(**change)
    with pytest.raises(frappe.ValidationError, match=message):
        filing.act(doc.name, "Submit")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"principal_id_no": "990121198001010011"}, "校验位不符"),
        ({"principal_id_no": "77012119800101001X"}, "省份"),
        ({"principal_phone": "12345"}, "手机"),
        ({"org_name": "三字名"}, "4 至 60"),
        ({"org_name": "映月社区书画社"}, "已被使用"),
        ({"org_name": "清禾县望湖街道映月社区书画社"}, "已被使用"),
        ({"region": "990121000000"}, "街道"),
        ({"primary_category": "03"}, "下级类别"),
        ({"activity_regions": [{"region": "990100000000"}]}, "不在本县"),
        (
            {
                "officers": [
                    {"officer_name": "甲", "post": "Head", "term_from": "2026-02-01", "term_to": "2026-01-01"}
                ]
            },
            "任期",
        ),
    ],
)
def test_bad_input_is_refused_at_once(new_application: Make, change: dict[str, Any], message: str) -> None:
    with pytest.raises(frappe.ValidationError, match=message):
        new_application(**change)


def test_a_return_needs_a_list_and_a_reason(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_TOWN)
    as_user("clerk.wanghu")
    with pytest.raises(frappe.ValidationError, match="意见"):
        filing.act(doc.name, RETURN, "", [{"cited_field": "purpose", "problem": "太笼统"}])
    with pytest.raises(frappe.ValidationError, match="补正清单"):
        filing.act(doc.name, RETURN, "请补正")
    with pytest.raises(frappe.ValidationError, match="补正清单"):
        filing.act(doc.name, RETURN, "请补正", [{"cited_field": "filing_no", "problem": "x"}])
    assert reload(doc).workflow_state == "Town Acceptance"


@pytest.fixture
def returned(new_application: Make, as_user: Become) -> Any:
    doc = walk(new_application(), as_user, *TO_TOWN)
    as_user("clerk.wanghu")
    corrections = [
        {"cited_field": "purpose", "problem": "太笼统"},
        {"cited_field": "materials", "cited_row": "章程", "problem": "缺签字"},
    ]
    filing.act(doc.name, RETURN, "请补正", corrections)
    as_user("rep.new")
    return reload(doc)


def test_after_a_return_only_cited_fields_are_open(returned: Any) -> None:
    returned.address = "别处"
    with pytest.raises(frappe.PermissionError, match="活动场所"):
        returned.save()
    other = reload(returned)
    other.materials[0].file = "/private/files/other.pdf"
    with pytest.raises(frappe.PermissionError, match="材料清单"):
        other.save()
    assert filing.get_case(returned.name)["editable"] == ["purpose", "materials", "correction_items"]


def mend(doc: Any) -> None:
    doc.purpose = "组织居民开展广场舞等健身活动，丰富文化生活。"
    doc.correction_items[1].answer = "章程第 5 页已有签字。"
    doc.save()


def test_resubmission_needs_every_item(returned: Any) -> None:
    returned.purpose = "组织居民开展广场舞等健身活动，丰富文化生活。"
    returned.save()
    with pytest.raises(frappe.ValidationError, match="章程：缺签字"):
        filing.act(returned.name, "Resubmit")
    mend(reload(returned))
    filing.act(returned.name, "Resubmit")
    done = reload(returned)
    assert done.workflow_state == "Town Acceptance"
    assert all(row.closed and row.fixed for row in done.correction_items)


def test_the_list_itself_is_not_the_applicants(returned: Any) -> None:
    returned.correction_items[0].problem = "没有问题"
    with pytest.raises(frappe.PermissionError):
        returned.save()


def test_second_return_needs_the_leader(returned: Any, as_user: Become) -> None:
    mend(returned)
    filing.act(returned.name, "Resubmit")
    as_user("clerk.wanghu")
    assert RETURN not in actions(returned)
    as_user("leader.wanghu")
    assert actions(returned) == {RETURN}


def test_refusal_and_reconsideration(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_DECISION)
    as_user("leader.wanghu")
    with pytest.raises(frappe.ValidationError, match="意见"):
        filing.act(doc.name, "Refuse")
    filing.act(doc.name, "Refuse", "活动以营利为目的")
    assert reload(doc).reject_reason == "活动以营利为目的"
    doc = walk(doc, as_user, ("rep.new", "Reconsider"), ("officer.county", "Reverse"))
    assert (doc.workflow_state, doc.reconsideration_result) == ("Reversed", "Reversed")
    doc = walk(doc, as_user, ("leader.wanghu", "Approve"))
    assert doc.workflow_state == "Approved"
    assert doc.organization


def test_an_administrator_takes_no_action(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_DECISION)
    as_user("Administrator")
    assert not actions(doc)
    with pytest.raises(frappe.PermissionError):
        filing.act(doc.name, "Approve")
    with pytest.raises(frappe.PermissionError):
        apply_workflow(reload(doc).as_dict(), "Approve")


def test_who_submitted_or_examined_does_not_decide(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_DECISION)
    frappe.set_user("Administrator")
    clerk = frappe.get_doc("User", "clerk.wanghu@demo.example")
    clerk.append("roles", {"role": "CSO Township Leader"})
    clerk.save()
    as_user("clerk.wanghu")
    assert all(row["blocked"] for row in filing.get_case(doc.name)["actions"] if row["action"] == "Approve")
    with pytest.raises(frappe.PermissionError, match="其他同事"):
        filing.act(doc.name, "Approve")


def test_a_return_through_the_stock_door_needs_its_list_too(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_TOWN)
    as_user("clerk.wanghu")
    with pytest.raises(frappe.ValidationError, match="意见"):
        apply_workflow(reload(doc).as_dict(), RETURN)
    written = reload(doc)
    written.next_opinion = "请补正"
    written.append("correction_items", {"cited_field": "purpose", "problem": "太笼统"})
    written.save()
    assert apply_workflow(written.as_dict(), RETURN).workflow_state == "Returned for Correction"
    assert log.rows_of(doc.doctype, doc.name)[-1].opinion == "请补正"


def test_a_direct_save_cannot_jump_or_forge(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_TOWN)
    as_user("clerk.wanghu")
    jump = reload(doc)
    jump.workflow_state = "Approved"
    with pytest.raises(frappe.ValidationError):
        jump.save()
    forged = reload(doc)
    forged.update({"filing_no": "990121001-03-2026-9999", "decision": "Approved"})
    forged.save()
    assert not reload(doc).filing_no
    assert not reload(doc).decision
    touched = reload(doc)
    touched.org_name = "映月社区另一队"
    with pytest.raises(frappe.PermissionError, match="组织名称"):
        touched.save()


def test_a_ledger_entry_needs_no_number(new_application: Make, as_user: Become) -> None:
    doc = new_application(application_type="Ledger Entry", org_name="映月社区毽球队")
    doc = walk(doc, as_user, ("rep.new", "Submit"), ("clerk.wanghu", "Acknowledge"))
    organization = frappe.get_doc("CSO Organization", doc.organization)
    assert (doc.workflow_state, organization.tier) == ("Ledgered", "Village-guided")
    assert not organization.filing_no


def test_the_second_of_two_learns_who_was_first(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_TOWN)
    as_user("village.yingyue")
    with pytest.raises(frappe.ValidationError, match="沈秋月 已于 .* 将申请办至“街镇受理”"):
        filing.act(doc.name, "Agree")


def test_a_village_officer_files_on_behalf(new_application: Make, as_user: Become) -> None:
    """He never sees ID numbers; the clerk enters them from the papers."""
    doc = new_application("village.yingyue", principal_id_no=None, principal_phone=None)
    doc = walk(doc, as_user, ("village.yingyue", "Submit"), ("village.yingyue", "Agree"))
    as_user("clerk.wanghu")
    with pytest.raises(frappe.ValidationError, match="负责人身份证号、负责人手机"):
        filing.act(doc.name, "Accept")
    doc = reload(doc)
    doc.update({"principal_id_no": "99012119800101001X", "principal_phone": "13900000001"})
    doc.save()
    assert "principal_id_no" in filing.get_case(doc.name)["editable"]
    filing.act(doc.name, "Accept")
    doc = reload(doc)
    doc.principal_phone = "13900000002"
    with pytest.raises(frappe.PermissionError):
        doc.save()


def test_a_village_officer_enters_a_small_group(new_application: Make, as_user: Become) -> None:
    values = {"application_type": "Ledger Entry", "org_name": "映月社区空竹队", "members_count": 5}
    doc = new_application("village.yingyue", **values)
    doc = walk(doc, as_user, ("village.yingyue", "Submit"), ("clerk.wanghu", "Acknowledge"))
    assert frappe.db.get_value("CSO Organization", doc.organization, "members_count") == 5


def test_the_log_is_a_chain_that_nobody_breaks(new_application: Make, as_user: Become) -> None:
    doc = walk(new_application(), as_user, *TO_DECISION)
    assert log.first_broken_row(doc.doctype, doc.name) is None
    rows = log.rows_of(doc.doctype, doc.name)
    assert [row.action for row in rows] == ["Submit", "Agree", "Accept", "Propose"]
    assert [row.level for row in rows] == ["Applicant", "Village", "Town", "Town"]
    frappe.set_user("Administrator")
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc("CSO Approval Log", rows[0].name).delete()
    frappe.db.set_value("CSO Approval Log", rows[1].name, "opinion", "改过")
    assert log.first_broken_row(doc.doctype, doc.name) == 1
