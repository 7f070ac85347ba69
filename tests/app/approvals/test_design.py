"""The designer's side of the engine, and what the administrator's pages ask for."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest

from cso_management.api import approvals, clock, delegations, designer
from cso_management.approvals.engine import checking, jobs, replaying, wording
from cso_management.approvals.rules import year

from .conftest import ROUTE, full

Call = Callable[..., Any]
FILING = "CSO Filing Application"


@pytest.fixture
def route(session: Any) -> Any:
    """The shipped route, as an administrator has it open."""
    frappe.set_user("Administrator")
    return frappe.get_doc("CSO Approval Route", ROUTE)


def step_of(route: Any, key: str) -> Any:
    return next(row for row in route.steps if row.step_key == key)


def rule(**values: Any) -> str:
    return json.dumps([values])


CANDIDATES = [
    ({"role": "CSO Township Leader", "region_level": "Town"}, "单据所在街镇的街镇分管领导"),
    ({"role": "CSO Township Leader", "region_level": None}, "单据所在地及上级的街镇分管领导"),
    ({"role": None, "more_candidates": rule(rule="users", users=full("leader.wanghu"))}, "郭建华"),
    ({"role": None, "more_candidates": rule(rule="field", field="owner")}, "“创建人”中填写的人员"),
    ({"role": None, "more_candidates": rule(rule="submitter chooses")}, "提交人选定的人员"),
    ({"role": None, "more_candidates": rule(rule="decider chooses")}, "上一步办理人选定的人员"),
    ({"role": None, "more_candidates": rule(rule="head", level="Town")}, "单据所在街镇的单位的负责人"),
    ({"role": None, "more_candidates": None}, "尚未指定办理人"),
]
HOW = [
    ({"mode": "any"}, "任一人"),
    ({"mode": "all"}, "全部同意"),
    ({"mode": "sequence"}, "依次办理"),
    ({"mode": "ratio", "needed": 60, "needed_unit": "percent"}, "票签，60% 以上同意"),
    ({"mode": "ratio", "needed": 2, "needed_unit": "count"}, "票签，2 票以上同意"),
    ({"mode": "any", "pool": 1}, "共享任务，任一人签收办理"),
    ({"limit_days": 3, "limit_unit": "Working Day"}, "3 个工作日"),
    ({"limit_days": 3, "limit_unit": "Day"}, "3 个自然日"),
    ({"limit_days": 0}, "不限时"),
    ({"limit_days": 3, "deciding": 0, "timeout_act": "agree"}, "超时自动同意"),
]


@pytest.mark.parametrize(("values", "words"), [*CANDIDATES, *HOW])
def test_a_step_says_in_one_sentence_who_how_and_how_long(route: Any, values: dict, words: str) -> None:
    row = step_of(route, "town-decision")
    row.update(values)
    assert words in wording.sentence(row, FILING)


def test_the_sentence_in_english(route: Any) -> None:
    frappe.local.lang = "en"
    sentence = wording.sentence(step_of(route, "town-decision"), FILING)
    assert sentence == "Township Leader of the document's Town, any one of them, 2 working days"


def test_conditions_in_words(route: Any) -> None:
    rows = [
        {"field": "application_type", "operator": "in", "value": "New\nChange"},
        {"field": "region", "operator": "=", "value": "990121001001"},
        {"field": "needs_village_review", "operator": "=", "value": 1},
    ]
    text = wording.condition(json.dumps(rows), FILING)
    assert text == "事项属于新设备案、变更备案，且所属区划为映月社区，且需村（居）初审为是"


FAULTS = [
    ({"role": None, "more_candidates": None}, "role", "谁办理"),
    ({"role": "No Such Role"}, "role", "另选"),
    ({"more_candidates": rule(rule="users", users=[])}, "more_candidates", "至少选择一人"),
    ({"more_candidates": rule(rule="users", users=["gone@demo.example"])}, "more_candidates", "不能登录"),
    ({"more_candidates": rule(rule="field", field="org_name")}, "more_candidates", "存放人员的字段"),
    ({"more_candidates": rule(rule="head")}, "more_candidates", "请选择单位"),
    ({"mode": "ratio", "needed": 0}, "needed", "票数"),
    ({"mode": "ratio", "needed": 101, "needed_unit": "percent"}, "needed", "100"),
    ({"mode": "all", "pool": 1}, "pool", "或签"),
    ({"deciding": 1, "timeout_act": "agree"}, "timeout_act", "不能自动"),
    ({"deciding": 0, "timeout_act": "agree", "limit_days": 0}, "limit_days", "没有时限"),
    ({"limit_days": -1}, "limit_days", "小于零"),
    ({"label": " "}, "label", "名称"),
    ({"state": "Nowhere"}, "state", "没有状态"),
    ({"agree_actions": "Issue Certificate"}, "actions", "另选动作"),
    ({"editable_fields": "no_such_field"}, "editable_fields", "no_such_field"),
    ({"editable_fields": "purpose", "hidden_fields": "purpose"}, "hidden_fields", "既隐藏又可修改"),
    ({"condition": '[{"field": "nothing", "operator": "=", "value": 1}]'}, "condition", "另选"),
    ({"condition": '[{"field": "purpose", "operator": "~", "value": 1}]'}, "condition", "比较方式"),
    ({"condition": '[{"field": "purpose", "operator": "=", "value": ""}]'}, "condition", "比较值"),
    ({"on_nobody": "next level up", "escalate_role": None}, "escalate_role", "上一级角色"),
    ({"on_nobody": "fallback user", "fallback_user": None}, "fallback_user", "备用人员"),
]


@pytest.mark.parametrize(("values", "field", "words"), FAULTS)
def test_a_fault_names_its_place_and_how_to_mend_it(route: Any, values: dict, field: str, words: str) -> None:
    assert checking.problems(route) == []
    step_of(route, "town-decision").update(values)
    found = [row for row in checking.problems(route) if row["step"] == "town-decision"]
    assert any(row["field"] == field and words in row["message"] for row in found), found


HEAD_FAULTS = [
    ({"submit_actions": ""}, "submit_actions"),
    ({"submit_actions": "Fly"}, "submit_actions"),
    ({"withdraw_action": "Fly"}, "withdraw_action"),
    ({"region_field": "nowhere"}, "region_field"),
    ({"min_amount": 5, "amount_field": None}, "amount_field"),
    ({"steps": []}, "steps"),
    ({"condition": '[{"field": "", "operator": "=", "value": 1}]'}, "condition"),
]


@pytest.mark.parametrize(("values", "field"), HEAD_FAULTS)
def test_a_fault_of_the_route_itself(route: Any, values: dict, field: str) -> None:
    route.update(values)
    assert field in {row["field"] for row in checking.problems(route) if not row["step"]}


def test_a_step_that_nothing_leads_to(route: Any) -> None:
    route.set("steps", [row for row in route.steps if row.step_key != "town-examination"])
    step_of(route, "town-acceptance").agree_actions = "Acknowledge"
    assert {row["step"] for row in checking.problems(route) if row["field"] == "state"} >= {"town-decision"}


def test_a_gap_before_later_steps_is_a_hint(route: Any) -> None:
    assert checking.hints(route) == []
    route.set("steps", [row for row in route.steps if row.step_key != "town-examination"])
    assert [row["step"] for row in checking.hints(route)] == ["town-acceptance"]
    assert not [row for row in checking.problems(route) if row["step"] == "town-acceptance"]


def test_a_plain_save_puts_nothing_in_force(session: Any) -> None:
    frappe.set_user("Administrator")
    values = {"doctype": "CSO Approval Route", "title": "试行", "document_type": FILING}
    route = frappe.get_doc({**values, "status": "Published", "version": 7}).insert()
    route.reload()
    assert (route.status, route.version) == ("Draft", 0)
    route.status, route.version = "Published", 3
    route.save()
    route.reload()
    assert (route.status, route.version) == ("Draft", 0)


def test_every_save_runs_the_scenarios(route: Any) -> None:
    sample = {"application_type": "New", "region": "990121001001", "needs_village_review": 0}
    steps = "town-acceptance\ntown-examination\ntown-decision"
    people = "town-decision: leader.liuxi@demo.example"
    route.append("scenarios", {"title": "一", "sample": json.dumps(sample), "expected_steps": steps})
    row = {"title": "二", "sample": json.dumps(sample), "expected_steps": steps, "expected_people": people}
    route.append("scenarios", row)
    route.append("scenarios", {"title": "三", "reference_name": "gone", "expected_steps": steps})
    route.save()
    assert [row.holds for row in route.scenarios] == [1, 0, 0]
    assert "郭建华" in route.scenarios[1].last_result and "马国强" in route.scenarios[1].last_result
    preview = designer.publish_preview(ROUTE)
    assert [row["title"] for row in preview["scenarios"] if not row["ok"]] == ["二", "三"]
    with pytest.raises(frappe.ValidationError, match="二、三"):
        approvals.publish_route(ROUTE)


def test_two_routes_for_the_same_documents(route: Any) -> None:
    other = frappe.copy_doc(route)
    other.title = "又一条"
    other.insert()
    with pytest.raises(frappe.ValidationError, match=ROUTE):
        approvals.publish_route("又一条")
    other.region = "990121002000"
    other.save()
    assert approvals.publish_route("又一条")["version"] == 1


def test_a_trial_says_who_is_left_out_and_why(route: Any) -> None:
    condition = '[{"field": "application_type", "operator": "=", "value": "Change"}]'
    step_of(route, "town-examination").condition = condition
    sample = {"application_type": "New", "region": "990121001001"}
    answer = approvals.trial(route.as_dict(), sample=sample)
    assert answer["simulated"] and answer["applies"]
    assert [row["step"] for row in answer["steps"]] == ["town-acceptance", "town-decision"]
    why = {row["step"]: row["because"] for row in answer["left_out"]}
    assert why["town-examination"] == "仅当事项为变更备案"
    assert frappe.db.count(FILING, {"application_type": "New", "org_name": ["is", "not set"]}) == 0


def test_versions_and_their_differences(route: Any) -> None:
    step_of(route, "town-decision").limit_days = 5
    route.set("steps", [row for row in route.steps if row.step_key != "county-decision"])
    route.save()
    assert approvals.check_route(ROUTE)["changed"] == 1
    approvals.publish_route(ROUTE, note="按 12 号文延长")
    assert approvals.check_route(ROUTE)["changed"] == 0
    newest = designer.history(ROUTE)[0]
    assert (newest["version"], newest["note"]) == (2, "按 12 号文延长")
    rows = designer.differences(ROUTE, 1, 2)
    found = {(row["step"], row["field"]): (row["before"], row["after"]) for row in rows}
    assert found["街镇决定", "天数"] == ("2", "5")
    assert ("县级决定", "删除步骤") in found
    with pytest.raises(frappe.DoesNotExistError):
        designer.differences(ROUTE, 1, 9)


def test_a_replay_in_the_background_tells_its_progress(route: Any, monkeypatch: Any) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(frappe, "enqueue", lambda method, **details: asked.append(details))
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    monkeypatch.setattr(replaying, "AT_ONCE", 0)
    step_of(route, "town-decision").limit_days = 9
    answer = designer.start_replay(route.as_dict(), limit=50)
    assert designer.replay_result(answer["job"])["finished"] is False
    details = {key: asked[0][key] for key in ("route", "limit", "since", "lang", "job", "user")}
    replaying.run(**details)
    result = designer.replay_result(answer["job"])
    assert result["finished"] and result["done"] == result["total"] > 0
    assert result["different"] and all("due" in row["what"] for row in result["different"])
    frappe.set_user("admin.county@demo.example")
    assert jobs.result_of(answer["job"])["total"] == 0


def test_a_case_moves_only_where_its_steps_still_are(route: Any, at_decision: Call) -> None:
    doc = at_decision()
    frappe.set_user("Administrator")
    route.reload()
    route.set("steps", [row for row in route.steps if row.step_key != "town-acceptance"])
    route.save()
    approvals.publish_route(ROUTE)
    rows = {row["name"]: row for row in approvals.move_preview(ROUTE)["cases"]}
    assert not rows[doc.name]["possible"] and "街镇受理" in rows[doc.name]["reason"]
    report = approvals.move_cases(ROUTE, [rows[doc.name]["case"]])
    assert report["moved"] == 0 and "街镇受理" in report["refused"][0]["reason"]


def test_people_of_a_step_today(route: Any) -> None:
    found = designer.people_of_step(route.as_dict(), "town-decision", "990121001001")
    assert [row["full_name"] for row in found["people"]] == ["郭建华"]
    step_of(route, "town-decision").role = "CSO Auditor"
    assert designer.people_of_step(route.as_dict(), "town-decision", "990121001001")["problem"]


def test_reliefs_are_listed_with_what_can_be_undone(at_decision: Call) -> None:
    at_decision()
    frappe.set_user("Administrator")
    answer = approvals.grant_relief(["990121001000"], 3, "系统停机", "清民〔2026〕9号")
    row = clock.reliefs()[0]
    assert (row["tasks"], row["undoable"], row["undone"]) == (answer["tasks"], answer["tasks"], 0)
    assert row["regions"] and row["granted_by"]
    approvals.undo_relief(answer["relief"])
    assert (clock.reliefs()[0]["undone"], clock.reliefs()[0]["undoable"]) == (1, 0)


LINES = [
    (["日期", "类型", "名称"], None),
    (["2027-01-01", "放假", "元旦"], (date(2027, 1, 1), "Holiday", None)),
    (["2027年1月2日", "班", ""], (date(2027, 1, 2), "Workday", None)),
    (["2027/1/3", "Holiday"], (date(2027, 1, 3), "Holiday", None)),
    (["2027-12-31", "调休上班日"], (date(2027, 12, 31), "Workday", None)),
    (["2027.1.4", "Workday"], (date(2027, 1, 4), "Workday", None)),
    ([""], None),
    (["2027-02-30", "放假", ""], (None, "Holiday", "day")),
    (["2027-01-05", "也许", ""], (date(2027, 1, 5), None, "kind")),
    (["2027-01-01", "上班", ""], (date(2027, 1, 1), "Workday", "twice")),
]


def test_every_row_of_a_calendar_file_is_judged() -> None:
    lines = year.judge_rows(row for row, _ in LINES)
    found = {line.number: (line.day, line.kind, line.problem) for line in lines}
    assert found == {number: wanted for number, (_, wanted) in enumerate(LINES, 1) if wanted}


def test_what_was_decided_under_a_delegation(at_decision: Call, act: Call, as_user: Call) -> None:
    doc = at_decision()
    as_user("leader.wanghu")
    values = {"from_date": frappe.utils.today(), "to_date": frappe.utils.today()}
    row = {"doctype": "CSO Approval Delegation", **values, "from_user": full("leader.wanghu")[0]}
    delegation = frappe.get_doc({**row, "to_user": full("leader.county")[0]}).insert()
    assert delegations.decided(delegation.name) == []
    act(doc, "leader.county", "agree")
    found = delegations.decided(delegation.name)
    assert [(row["reference_name"], row["status"]) for row in found] == [(doc.name, "Agreed")]
    with pytest.raises(frappe.PermissionError):
        delegations.end(delegation.name)
    as_user("clerk.wanghu")
    with pytest.raises(frappe.PermissionError):
        delegations.decided(delegation.name)
    as_user("leader.wanghu")
    frappe.db.set_value("User", full("leader.county")[0], "enabled", 0)
    assert delegations.end(delegation.name)["ended_at"]
    with pytest.raises(frappe.ValidationError):
        delegations.end(delegation.name)
    assert len(delegations.decided(delegation.name)) == 1


ADMINISTRATORS_ONLY = [
    (designer.routable, {}),
    (designer.history, {"route": ROUTE}),
    (designer.differences, {"route": ROUTE, "before": 1}),
    (designer.publish_preview, {"route": ROUTE}),
    (designer.start_replay, {"route": ROUTE}),
    (designer.replay_result, {"job": "x"}),
    (designer.people_of_step, {"route": ROUTE, "step": "town-decision"}),
    (clock.calendar_preview, {"file_url": "/x"}),
    (clock.calendar_template, {}),
    (clock.reliefs, {}),
]


@pytest.mark.parametrize(("method", "arguments"), ADMINISTRATORS_ONLY)
def test_nobody_else_designs(as_user: Call, method: Call, arguments: dict) -> None:
    as_user("leader.county")
    with pytest.raises(frappe.PermissionError):
        method(**arguments)
