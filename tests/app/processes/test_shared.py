"""Activities, credit lists, rectification and publicity: each moved by the people of the demo county."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from cso_management.api import approvals
from cso_management.registry import publicity
from cso_management.supervision import credit, rectification

Become = Callable[[str], None]
ELDERS = "映月社区银龄互助队"


def organization(name: str = ELDERS) -> str:
    return str(frappe.db.get_value("CSO Organization", {"org_name": name}, "name"))


def move(doc: Any, state: str) -> Any:
    """Save in another state, as the form does."""
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.workflow_state = state
    return doc.save()


def act(doc: Any, name: str, opinion: str = "同意。", **details: Any) -> Any:
    approvals.act(doc.doctype, doc.name, name, opinion=opinion, **details)
    return frappe.get_doc(doc.doctype, doc.name)


def activity(**values: Any) -> Any:
    body = {
        "doctype": "CSO Activity",
        "title": "重阳敬老义诊",
        "organization": organization(),
        "campaign_series": "Neighbourhood Help",
        "theme": "Elderly Care",
        "start": f"{add_days(today(), -3)} 09:00:00",
        "end": f"{add_days(today(), -3)} 11:00:00",
        "venue_name": "映月社区活动室",
        "participants": 30,
        "beneficiaries": 26,
        "photos": [{"photo": "/files/photo.png"}],
        **values,
    }
    return frappe.get_doc(body)


WRONG = [
    ({"end": f"{add_days(today(), -4)} 09:00:00"}, "结束时间"),
    ({"party_members_joined": 31}, "党员人数"),
    ({"satisfaction": 101}, "满意度"),
]
WRONG_AT_SUBMISSION = [
    ({"photos": []}, "照片"),
    ({"participants": 200}, "安全预案"),
    ({"start": f"{add_days(today(), 1)} 09:00:00", "end": f"{add_days(today(), 1)} 10:00:00"}, "开始时间"),
]


@pytest.mark.parametrize("values,word", WRONG)
def test_wrong_activities(as_user: Become, values: dict[str, Any], word: str) -> None:
    as_user("rep.yinling")
    with pytest.raises(frappe.ValidationError, match=word):
        activity(**values).insert()


@pytest.mark.parametrize("values,word", WRONG_AT_SUBMISSION)
def test_unfit_for_submission(as_user: Become, values: dict[str, Any], word: str) -> None:
    as_user("rep.yinling")
    draft = activity(**values).insert()
    with pytest.raises(frappe.ValidationError, match=word):
        move(draft, "Village Confirmation")


def test_an_activity_from_draft_to_published(as_user: Become) -> None:
    as_user("rep.yinling")
    draft = activity().insert()
    assert (draft.village, str(draft.held_on)) == ("990121001001", add_days(today(), -3))
    as_user("village.yingyue")
    assert not frappe.get_list("CSO Activity", filters={"name": draft.name})
    as_user("rep.yinling")
    handed_in = move(draft, "Village Confirmation")
    as_user("village.yingyue")
    assert act(handed_in, "agree").workflow_state == "Published"
    as_user("rep.zhulao")
    assert not frappe.get_list("CSO Activity", filters={"name": draft.name})
    assert not frappe.has_permission("CSO Activity", "read", draft.name)


def test_a_listing_changes_the_credit_and_a_removal_changes_it_back(as_user: Become) -> None:
    name = organization()
    as_user("officer.county")
    values = {"organization": name, "list_type": "Serious", "ground": "Cheating", "ground_text": "材料虚假。"}
    entry = frappe.get_doc({"doctype": "CSO Credit List Entry", **values}).insert()
    as_user("rep.yinling")
    assert not frappe.has_permission("CSO Credit List Entry", "read", entry.name)
    as_user("officer.county")
    entry = move(entry, "Listing Decision")
    with pytest.raises(frappe.PermissionError):
        act(entry, "agree")
    as_user("leader.county")
    assert act(entry, "agree").workflow_state == "Listed"
    assert frappe.db.get_value("CSO Organization", name, "credit_state") == "Serious"
    with pytest.raises(frappe.ValidationError, match="严重违法失信"):
        credit.block_if_serious(name, "承接主体")
    as_user("officer.county")
    entry = frappe.get_doc(entry.doctype, entry.name)
    with pytest.raises(frappe.ValidationError, match="移出事由"):
        move(entry, "Removal Decision")
    entry.removal_ground, entry.workflow_state = "已改正，满两年。", "Removal Decision"
    entry.save()
    as_user("leader.county")
    assert act(entry, "agree").workflow_state == "Removed"
    assert frappe.db.get_value("CSO Organization", name, "credit_state") == "Normal"


@pytest.mark.parametrize(
    "lists,state", [([], "Normal"), (["Abnormal"], "Abnormal"), (["Abnormal", "Serious"], "Serious")]
)
def test_the_heavier_list_counts(lists: list[str], state: str) -> None:
    assert credit.state_of(lists) == state


def order(**values: Any) -> Any:
    source = frappe.get_all("CSO Filing Application", limit=1, pluck="name")[0]
    return frappe.get_doc(
        {
            "doctype": "CSO Rectification Order",
            "organization": organization(),
            "source_doctype": "CSO Filing Application",
            "source_name": source,
            "issues": [{"issue": "未公开收支明细。", "requirement": "在公开栏公示。"}],
            **values,
        }
    )


def test_a_rectification_of_a_filed_group_is_checked_by_the_town(as_user: Become) -> None:
    as_user("clerk.wanghu")
    issued = move(order().insert(), "Issued")
    assert (issued.order_no, str(issued.issued_on)) == (issued.name, today())
    as_user("rep.yinling")
    mine = frappe.get_doc(issued.doctype, issued.name)
    with pytest.raises(frappe.ValidationError, match="整改情况"):
        move(mine, "Rectification Check")
    mine.report_text, mine.workflow_state = "已在公开栏公示收支明细。", "Rectification Check"
    mine.save()
    as_user("clerk.wanghu")
    done = act(mine, "agree")
    assert (done.workflow_state, done.result) == ("Verified", "Passed")


def test_an_order_is_extended_once(as_user: Become) -> None:
    as_user("clerk.wanghu")
    issued = move(order(deadline=add_days(today(), 10)).insert(), "Issued")
    as_user("leader.wanghu")
    longer = frappe.get_doc(issued.doctype, issued.name)
    longer.extended_to = add_days(today(), 21)
    with pytest.raises(frappe.ValidationError, match="延期至"):
        longer.save()


def test_an_order_that_is_late_proposes_the_list(session: Any) -> None:
    late = order(deadline=today()).insert()
    late = move(late, "Issued")
    frappe.db.set_value(late.doctype, late.name, "deadline", add_days(today(), -1))
    rectification.run()
    rectification.run()
    found = frappe.get_all("CSO Credit List Entry", filters={"source_name": late.name}, pluck="ground")
    assert found == ["Rectification Not Done"]


RESULTS = [
    ([], "No Objection"),
    ([{"answer": "已说明"}], "Objections Settled"),
    ([{"answer": "属实", "upheld": 1}], "Objection Upheld"),
    ([{"answer": "已说明"}, {}], None),
]


@pytest.mark.parametrize("objections,result", RESULTS)
def test_what_objections_amount_to(objections: list[dict[str, Any]], result: str | None) -> None:
    assert publicity.result_of(objections) == result


def test_a_notice_hangs_five_working_days_and_is_not_changed(as_user: Become) -> None:
    as_user("clerk.wanghu")
    values = {"subject": "拟备案公示", "region": "990121001001", "from_date": "2026-09-28"}
    notice = frappe.get_doc({"doctype": "CSO Publicity Notice", "channel": "Website", **values}).insert()
    # National Day: 1 to 7 October are holidays, 10 October a working Saturday.
    assert getdate(notice.to_date) == getdate("2026-10-10")
    notice.publish()
    notice = frappe.get_doc(notice.doctype, notice.name)
    notice.subject = "别的事项"
    with pytest.raises(frappe.ValidationError, match="事项"):
        notice.save()


def test_a_notice_comes_down_when_its_time_is_over(session: Any) -> None:
    doc = frappe.get_doc("CSO Organization", organization())
    name = publicity.publish(doc, "名单公示")
    frappe.db.set_value("CSO Publicity Notice", name, "to_date", add_days(today(), -1))
    publicity.run()
    notice = frappe.get_doc("CSO Publicity Notice", name)
    assert (notice.status, notice.result) == ("Closed", "No Objection")
