"""The engine on real applications: every act through the API, the stock doors, and what is left behind."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.engine import schedule, stock

from .conftest import ROUTE, full

Call = Callable[..., Any]
THREE = ["leader.wanghu", "leader.county", "officer.county"]
BACK = [{"cited_field": "purpose", "problem": "太笼统"}]


def open_holders(doc: Any) -> set[str]:
    rows = frappe.get_all(
        "CSO Approval Task",
        filters={"reference_name": doc.name, "status": "Open"},
        pluck="holder",
        order_by="number asc",
    )
    return {str(holder).removesuffix("@demo.example") for holder in rows}


def case_of(doc: Any) -> dict[str, Any]:
    return approvals.get_case(doc.doctype, doc.name)


def acts_of(doc: Any) -> set[str]:
    return {row["act"] for row in case_of(doc)["acts"]}


def test_the_whole_way(new_application: Call, act: Call, state: Call, as_user: Call) -> None:
    doc = new_application()
    assert act(doc, "rep.new", "submit")["workflow_state"] == "Village Review"
    assert open_holders(doc) == {"village.yingyue"}
    for user, expected in (
        ("village.yingyue", "Town Acceptance"),
        ("clerk.wanghu", "Town Examination"),
        ("clerk.wanghu", "Town Decision"),
        ("leader.wanghu", "Approved"),
    ):
        assert act(doc, user, "agree")["workflow_state"] == expected
    assert state(doc) == ("Approved", "Approved")
    assert frappe.db.get_value(doc.doctype, doc.name, "filing_no")
    rows = log.rows_of(doc.doctype, doc.name)
    assert [row.act for row in rows] == ["submit", "agree", "agree", "agree", "agree"]
    assert [row.action for row in rows] == ["Submit", "Agree", "Accept", "Propose", "Approve"]
    assert log.first_broken_row(doc.doctype, doc.name) is None


def test_case_page_and_inbox(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    as_user("leader.wanghu")
    page = case_of(doc)
    assert page["case"]["step"] == "town-decision"
    assert page["task"]["kind"] == "Decide"
    assert {"agree", "refuse", "return", "transfer", "add_signer"} <= {row["act"] for row in page["acts"]}
    assert [row["state"] for row in page["timeline"]] == ["done", "done", "done", "current"]
    box = approvals.inbox()
    assert doc.name in {row["name"] for row in box["rows"]}
    assert box["counts"]["todo"] == len(box["rows"])
    dates = [row["due_on"] for row in box["rows"] if row["due_on"]]
    assert dates == sorted(dates)
    as_user("clerk.wanghu")
    assert doc.name in {row["name"] for row in approvals.inbox("done")["rows"]}
    as_user("rep.new")
    assert doc.name in {row["name"] for row in approvals.inbox("mine")["rows"]}
    assert acts_of(doc) == {"urge"}


def test_prediction_writes_nothing(new_application: Call, as_user: Call) -> None:
    doc = new_application()
    before = frappe.db.count("CSO Approval Task")
    steps = approvals.predict(doc.doctype, doc.name)["steps"]
    keys = ["village-review", "town-acceptance", "town-examination", "town-decision"]
    assert [row["step"] for row in steps] == keys
    assert [row["users"][0]["user"] for row in steps[2:]] == full("clerk.wanghu", "leader.wanghu")
    assert frappe.db.count("CSO Approval Task") == before


def test_all_must_agree(set_step: Call, at_decision: Call, act: Call, state: Call) -> None:
    set_step("town-decision", users=THREE, mode="all")
    doc = at_decision()
    assert act(doc, "leader.county", "agree")["result"] == "waiting"
    assert act(doc, "leader.wanghu", "agree")["result"] == "waiting"
    assert state(doc) == ("Town Decision", "Running")
    assert act(doc, "officer.county", "agree")["result"] == "closed"
    assert state(doc) == ("Approved", "Approved")


def test_all_ends_with_the_first_refusal(set_step: Call, at_decision: Call, act: Call, state: Call) -> None:
    set_step("town-decision", users=THREE, mode="all")
    doc = at_decision()
    act(doc, "leader.county", "agree")
    with pytest.raises(frappe.ValidationError, match="意见"):
        act(doc, "officer.county", "refuse")
    act(doc, "officer.county", "refuse", opinion="以营利为目的")
    assert state(doc) == ("Refused", "Refused")
    with pytest.raises(frappe.ValidationError, match="已于"):
        act(doc, "leader.wanghu", "agree")


def test_sequence_and_ratio(set_step: Call, at_decision: Call, act: Call, state: Call) -> None:
    set_step("town-decision", users=THREE, mode="sequence")
    doc = at_decision()
    assert open_holders(doc) == {"leader.wanghu"}
    act(doc, "leader.wanghu", "agree")
    assert open_holders(doc) == {"leader.county"}
    set_step("town-decision", users=THREE, mode="ratio", needed=60, needed_unit="percent")
    other = at_decision(org_name="映月社区合唱二队")
    act(other, "leader.wanghu", "agree")
    act(other, "leader.county", "refuse", opinion="不同意")
    assert state(other) == ("Town Decision", "Running")
    act(other, "officer.county", "agree")
    assert state(other) == ("Approved", "Approved")


def test_transfer_delegate_and_signers(set_step: Call, at_decision: Call, act: Call, state: Call) -> None:
    set_step("town-decision", users=["leader.wanghu", "leader.county"], role=None)
    doc = at_decision()
    act(doc, "leader.wanghu", "delegate", people=full("officer.county"), opinion="请核对")
    with pytest.raises(frappe.ValidationError, match="等待答复"):
        act(doc, "leader.wanghu", "agree")
    act(doc, "officer.county", "answer", opinion="情况属实")
    act(doc, "leader.wanghu", "add_signer", people=full("leader.city"), position="after")
    assert act(doc, "leader.wanghu", "agree")["result"] == "waiting"
    assert open_holders(doc) == {"leader.city", "leader.county"}
    act(doc, "leader.city", "agree")
    assert state(doc) == ("Approved", "Approved")
    texts = [(row.act, row.recipients) for row in log.rows_of(doc.doctype, doc.name)]
    assert ("answer", "") in [(act_, to or "") for act_, to in texts]


def test_a_transferred_task_does_not_come_back(
    set_step: Call, at_decision: Call, act: Call, state: Call
) -> None:
    set_step("town-decision", users=["leader.wanghu"])
    doc = at_decision()
    act(doc, "leader.wanghu", "transfer", people=full("leader.county"))
    with pytest.raises(frappe.ValidationError):
        act(doc, "leader.wanghu", "agree")
    act(doc, "leader.county", "agree")
    assert state(doc) == ("Approved", "Approved")


def test_nobody_transfers_to_the_submitter_or_an_examiner(
    set_step: Call, at_decision: Call, act: Call
) -> None:
    set_step("town-decision", users=["leader.wanghu"])
    doc = at_decision()
    for person in ("rep.new", "clerk.wanghu"):
        with pytest.raises(frappe.PermissionError):
            act(doc, "leader.wanghu", "transfer", people=full(person))
    with pytest.raises(frappe.ValidationError):
        act(doc, "leader.wanghu", "transfer", people=full("admin.county"))


def test_a_stand_in_acts_and_both_names_are_kept(
    at_decision: Call, act: Call, as_user: Call, state: Call
) -> None:
    doc = at_decision()
    as_user("leader.wanghu")
    values = {"from_user": full("leader.wanghu")[0], "to_user": full("leader.liuxi")[0]}
    period = {"from_date": frappe.utils.today(), "to_date": frappe.utils.today()}
    frappe.get_doc({"doctype": "CSO Approval Delegation", **values, **period}).insert()
    as_user("leader.liuxi")
    row = next(row for row in approvals.inbox()["rows"] if row["name"] == doc.name)
    assert row["on_behalf_of"] == full("leader.wanghu")[0]
    act(doc, "leader.liuxi", "agree")
    assert state(doc) == ("Approved", "Approved")
    last = log.rows_of(doc.doctype, doc.name)[-1]
    assert (last.actor, last.on_behalf_of) == (full("leader.liuxi")[0], full("leader.wanghu")[0])


def test_a_stand_in_who_examined_does_not_decide(at_decision: Call, act: Call, as_user: Call) -> None:
    doc = at_decision()
    as_user("leader.wanghu")
    values = {"from_user": full("leader.wanghu")[0], "to_user": full("clerk.wanghu")[0]}
    period = {"from_date": frappe.utils.today(), "to_date": frappe.utils.today()}
    frappe.get_doc({"doctype": "CSO Approval Delegation", **values, **period}).insert()
    with pytest.raises(frappe.PermissionError, match="其他同事"):
        act(doc, "clerk.wanghu", "agree")
    with pytest.raises(frappe.ValidationError, match="循环"):
        as_user("clerk.wanghu")
        swapped = {"from_user": values["to_user"], "to_user": values["from_user"]}
        frappe.get_doc({"doctype": "CSO Approval Delegation", **swapped, **period}).insert()
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc({"doctype": "CSO Approval Delegation", **values, **period}).insert()


def test_take_back_and_what_forbids_it(at_decision: Call, act: Call, state: Call) -> None:
    doc = at_decision()
    assert act(doc, "clerk.wanghu", "take_back")["workflow_state"] == "Town Examination"
    assert open_holders(doc) == {"clerk.wanghu"}
    act(doc, "clerk.wanghu", "agree")
    act(doc, "leader.wanghu", "comment", opinion="看过")
    with pytest.raises(frappe.ValidationError):
        act(doc, "village.yingyue", "take_back")
    assert state(doc) == ("Town Decision", "Running")


def test_withdraw_by_the_submitter_only(new_application: Call, act: Call, state: Call) -> None:
    doc = new_application()
    act(doc, "rep.new", "submit")
    with pytest.raises(frappe.PermissionError):
        act(doc, "village.yingyue", "withdraw")
    act(doc, "rep.new", "withdraw")
    assert state(doc) == ("Withdrawn", "Withdrawn")
    assert not open_holders(doc)


def test_urge_once_in_a_quarter_of_an_hour(at_decision: Call, act: Call) -> None:
    doc = at_decision()
    act(doc, "rep.new", "urge")
    with pytest.raises(frappe.ValidationError, match="15 分钟"):
        act(doc, "rep.new", "urge")
    with pytest.raises(frappe.PermissionError):
        act(doc, "clerk.wanghu", "urge")
    filters = {"reference_name": doc.name, "status": "Open"}
    assert frappe.db.get_value("CSO Approval Task", filters, "urged") == 1


def test_a_copy_gives_read_access_and_no_decision(at_decision: Call, act: Call, as_user: Call) -> None:
    doc = at_decision()
    as_user("leader.liuxi")
    with pytest.raises(frappe.PermissionError):
        case_of(doc)
    act(doc, "leader.wanghu", "copy", people=full("leader.liuxi"))
    as_user("leader.liuxi")
    assert frappe.get_doc(doc.doctype, doc.name).has_permission("read")
    assert case_of(doc)["task"] is None
    assert [row["name"] for row in approvals.inbox("copied")["rows"]] == [doc.name]
    with pytest.raises(frappe.PermissionError):
        act(doc, "leader.liuxi", "agree")


def test_the_same_act_twice_answers_the_first_result(at_decision: Call, act: Call) -> None:
    doc = at_decision()
    first = act(doc, "leader.wanghu", "agree", act_id="x1")
    count = len(log.rows_of(doc.doctype, doc.name))
    assert act(doc, "leader.wanghu", "agree", act_id="x1") == first
    assert len(log.rows_of(doc.doctype, doc.name)) == count


def test_an_administrator_decides_nothing(at_decision: Call, act: Call) -> None:
    doc = at_decision()
    for user in ("Administrator", "admin.county"):
        with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
            act(doc, user, "agree")
        assert not acts_of(doc)


def test_return_resubmit_and_the_flag(new_application: Call, act: Call, state: Call, as_user: Call) -> None:
    doc = new_application()
    act(doc, "rep.new", "submit")
    act(doc, "village.yingyue", "agree")
    act(doc, "clerk.wanghu", "return", opinion="请补正", corrections=BACK)
    assert state(doc) == ("Returned for Correction", "Returned")
    assert acts_of(doc) == {"copy"} or not open_holders(doc)
    as_user("rep.new")
    mended = frappe.get_doc(doc.doctype, doc.name)
    mended.purpose = "组织居民开展广场舞等健身活动，丰富文化生活。"
    mended.save()
    act(doc, "rep.new", "resubmit")
    assert state(doc) == ("Town Acceptance", "Running")
    with pytest.raises(frappe.PermissionError, match="再次退回"):
        late = [{"cited_field": "address", "problem": "不详"}]
        act(doc, "clerk.wanghu", "return", opinion="再补", corrections=late)
    act(doc, "leader.wanghu", "return", opinion="再补", corrections=late)
    assert case_of(doc)["case"]["flagged_once"] == ["address"]
    head = case_of(doc)["case"]
    assert (head["round"], head["office_days"] + head["applicant_days"]) == (2, 0)


def test_a_pool_is_claimed(set_step: Call, at_decision: Call, act: Call, as_user: Call) -> None:
    set_step("town-decision", users=["leader.wanghu", "leader.county"], pool=1)
    doc = at_decision()
    as_user("leader.county")
    assert doc.name in {row["name"] for row in approvals.inbox()["rows"]}
    act(doc, "leader.county", "claim")
    with pytest.raises(frappe.ValidationError, match="认领"):
        act(doc, "leader.wanghu", "claim")
    act(doc, "leader.county", "release")
    assert act(doc, "leader.wanghu", "agree")["result"] == "closed"


def test_a_step_that_is_not_for_the_document_is_passed_over(
    set_step: Call, new_application: Call, act: Call, state: Call
) -> None:
    condition = '[{"field": "application_type", "operator": "=", "value": "Change"}]'
    set_step("town-examination", condition=condition)
    doc = new_application()
    act(doc, "rep.new", "submit")
    steps = approvals.predict(doc.doctype, doc.name)["steps"]
    assert [row["step"] for row in steps] == ["village-review", "town-acceptance", "town-decision"]
    act(doc, "village.yingyue", "agree")
    act(doc, "clerk.wanghu", "agree")
    assert state(doc) == ("Town Decision", "Running")
    assert open_holders(doc) == {"leader.wanghu"}
    assert [row.act for row in log.rows_of(doc.doctype, doc.name)].count("agree") == 3


def test_whoever_decided_the_step_before_may_agree_by_rule(
    set_step: Call, new_application: Call, act: Call, state: Call
) -> None:
    set_step("town-examination", on_decided_before="agree if consecutive")
    doc = new_application()
    act(doc, "rep.new", "submit")
    act(doc, "village.yingyue", "agree")
    act(doc, "clerk.wanghu", "agree")
    assert state(doc) == ("Town Decision", "Running")
    assert [row.is_system for row in log.rows_of(doc.doctype, doc.name)] == [0, 0, 0, 1]


def test_nobody_found_blocks_and_names_role_and_region(
    set_step: Call, new_application: Call, act: Call
) -> None:
    set_step("village-review", role="CSO Evaluation Expert", on_nobody="block", escalate_role=None)
    doc = new_application()
    with pytest.raises(frappe.ValidationError, match="映月社区"):
        act(doc, "rep.new", "submit")


def test_the_stock_doors_end_in_the_engine(
    set_step: Call, at_decision: Call, as_user: Call, state: Call
) -> None:
    set_step("town-decision", users=["leader.wanghu", "leader.county"], mode="all")
    doc = at_decision()
    as_user("clerk.wanghu")
    assert stock.get_transitions(doc.as_dict()) == []
    with pytest.raises(frappe.ValidationError, match="已于"):
        stock.apply_workflow({"doctype": doc.doctype, "name": doc.name}, "Approve")
    as_user("leader.wanghu")
    assert "Approve" in {row["action"] for row in stock.get_transitions(doc.as_dict())}
    forced = frappe.get_doc(doc.doctype, doc.name)
    forced.workflow_state = "Approved"
    with pytest.raises(frappe.ValidationError, match="多人办理"):
        forced.save()
    stock.apply_workflow({"doctype": doc.doctype, "name": doc.name}, "Approve")
    assert state(doc) == ("Town Decision", "Running")
    as_user("leader.county")
    stock.apply_workflow({"doctype": doc.doctype, "name": doc.name}, "Approve")
    assert state(doc) == ("Approved", "Approved")


def test_without_a_route_the_plain_workflow_stays(new_application: Call, as_user: Call, session: Any) -> None:
    frappe.set_user("Administrator")
    approvals.unpublish_route(ROUTE)
    doc = new_application()
    stock.apply_workflow({"doctype": doc.doctype, "name": doc.name}, "Submit")
    assert frappe.db.get_value(doc.doctype, doc.name, "workflow_state") == "Village Review"
    assert case_of(doc) == {"case": None}


def test_the_city_records_where_that_route_is_published(
    new_application: Call, act: Call, state: Call, as_user: Call
) -> None:
    frappe.set_user("Administrator")
    settings = frappe.get_doc("CSO Filing Settings")
    settings.county_record_required = 1
    settings.save()
    approvals.unpublish_route(ROUTE)
    approvals.publish_route("社区社会组织备案（市级备查）")
    doc = new_application()
    act(doc, "rep.new", "submit")
    for user in ("village.yingyue", "clerk.wanghu", "clerk.wanghu", "leader.wanghu", "officer.county"):
        act(doc, user, "agree")
    assert state(doc) == ("County Record", "Running")
    assert open_holders(doc) == {"officer.city"}
    act(doc, "officer.city", "agree")
    assert state(doc) == ("Approved", "Approved")


def test_terminated_by_the_level_above(at_decision: Call, act: Call, state: Call) -> None:
    doc = at_decision()
    with pytest.raises(frappe.PermissionError):
        act(doc, "leader.wanghu", "terminate", opinion="重复申请")
    with pytest.raises(frappe.ValidationError, match="意见"):
        act(doc, "leader.county", "terminate")
    act(doc, "leader.county", "terminate", opinion="重复申请")
    assert state(doc) == ("Withdrawn", "Terminated")
    assert not open_holders(doc)


def test_the_applicant_may_choose_who_decides(set_step: Call, new_application: Call, act: Call) -> None:
    rule = '[{"rule": "submitter chooses"}]'
    set_step("village-review", role=None, more_candidates=rule)
    doc = new_application()
    act(doc, "rep.new", "submit", people=full("village.yingyue"))
    assert open_holders(doc) == {"village.yingyue"}


def test_batch(at_decision: Call, as_user: Call, state: Call) -> None:
    first, second = at_decision(), at_decision(org_name="映月社区合唱三队")
    as_user("leader.wanghu")
    wanted = {first.name, second.name}
    tasks = [row["task"] for row in approvals.inbox(limit=200)["rows"] if row["name"] in wanted]
    assert [row["excluded"] for row in approvals.batch_preview(tasks)["rows"]] == [None, None]
    answer = approvals.batch_agree([*tasks, "nonsense"], "同意")
    assert [row["ok"] for row in answer["rows"]] == [True, True, False]
    assert state(first) == state(second) == ("Approved", "Approved")


def test_reminders_are_sent_once(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    task = frappe.db.get_value("CSO Approval Task", {"reference_name": doc.name, "status": "Open"}, "name")
    frappe.set_user("Administrator")
    frappe.db.set_value("CSO Approval Task", task, "due_on", frappe.utils.today())
    filters = {"document_name": doc.name, "for_user": full("leader.wanghu")[0]}
    before = frappe.db.count("Notification Log", filters)
    schedule.run()
    schedule.run()
    assert frappe.db.count("Notification Log", filters) == before + 1


def test_publishing_needs_sound_scenarios(session: Any) -> None:
    frappe.set_user("Administrator")
    document = frappe.get_doc("CSO Approval Route", ROUTE)
    sample = '{"application_type": "New", "region": "990121001001", "needs_village_review": 1}'
    row = {"title": "新备案", "sample": sample, "expected_steps": "village-review\ntown-acceptance"}
    document.append("scenarios", row)
    document.save()
    with pytest.raises(frappe.ValidationError, match="新备案"):
        approvals.publish_route(ROUTE)
    document.reload()
    keys = "village-review\ntown-acceptance\ntown-examination\ntown-decision"
    document.scenarios[0].expected_steps = keys
    document.scenarios[0].expected_people = "town-decision: leader.wanghu@demo.example"
    document.save()
    assert approvals.publish_route(ROUTE)["version"] == 2
    assert approvals.run_scenarios(ROUTE)[0]["ok"]


def test_running_cases_keep_their_version_until_they_are_moved(
    set_step: Call, at_decision: Call, act: Call, state: Call
) -> None:
    doc = at_decision()
    set_step("town-decision", users=["leader.wanghu", "leader.county"], mode="all", deciding=1)
    frappe.set_user("Administrator")
    case = frappe.db.get_value("CSO Approval Case", {"reference_name": doc.name}, ["name", "version"])
    assert case[1] == 1
    row = next(row for row in approvals.move_preview(ROUTE)["cases"] if row["case"] == case[0])
    assert row["possible"] and any("会签" in text or "all" in text for text in row["changes"])
    assert approvals.move_cases(ROUTE, [case[0]])["moved"] == 1
    assert approvals.replay(ROUTE)["checked"] > 0
    assert act(doc, "leader.wanghu", "agree")["result"] == "closed"


def test_the_log_is_nobodys_to_write(at_decision: Call, as_user: Call) -> None:
    doc = at_decision()
    for user in ("Administrator", "admin.county", "clerk.wanghu"):
        as_user(user)
        name = frappe.get_all(
            "CSO Approval Log", filters={"reference_name": doc.name}, pluck="name", order_by="sequence asc"
        )[0]
        row = frappe.get_doc("CSO Approval Log", name)
        row.opinion = "改过"
        with pytest.raises(frappe.PermissionError):
            row.save()
        with pytest.raises(frappe.PermissionError):
            frappe.delete_doc("CSO Approval Log", name)


def test_phrases(as_user: Call) -> None:
    as_user("clerk.wanghu")
    assert approvals.phrases()
    row = approvals.add_phrase("材料已核对。")
    assert approvals.phrases()[0]["text"] == "材料已核对。"
    office = next(found for found in approvals.phrases() if not found["personal"])
    with pytest.raises(frappe.PermissionError):
        approvals.remove_phrase(office["name"])
    approvals.remove_phrase(row["name"])


def test_the_shipped_calendar(session: Any) -> None:
    assert frappe.db.count("CSO Work Calendar") == 6
    assert approvals.calendar_warning()["missing"] == ["2027"]
