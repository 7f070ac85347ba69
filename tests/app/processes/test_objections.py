"""Objections of the public: who may object, to what, what happens to the objection and to the matter."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from cso_management.api import publicity as pages
from cso_management.registry import objections, publicity

from .test_shared import organization

Become = Callable[[str], None]
WHO = ("韩晓梅", "13900000618", "停餐两周，报告中没有提到，请核实。")


@pytest.fixture
def notice(session: Any) -> str:
    return publicity.publish(
        frappe.get_doc("CSO Organization", organization()), "名单公示", "<p>拟列入名单。</p>"
    )


def objection(name: str) -> Any:
    return frappe.get_doc("CSO Publicity Notice", name).objections[0]


def test_anybody_reads_and_objects(notice: str, as_user: Become) -> None:
    as_user("Guest")
    rows = {row.name: row for row in pages.notices()["rows"]}
    assert (rows[notice].subject, rows[notice].content) == ("名单公示", "拟列入名单。")
    assert set(rows[notice]) == {*pages.PUBLIC, "content"}
    pages.object_to(notice, *WHO)
    row = objection(notice)
    assert (row.raised_by, row.phone, row.content, str(row.raised_on)) == (*WHO, today())


def test_the_office_is_told(notice: str, as_user: Become) -> None:
    as_user("Guest")
    pages.object_to(notice, *WHO)
    told = frappe.get_all("Notification Log", filters={"document_name": notice}, pluck="for_user")
    assert "clerk.wanghu@demo.example" in told and "clerk.liuxi@demo.example" not in told


WRONG = [
    ({"raised_by": "韩"}, "姓名"),
    ({"raised_by": "韩" * 61}, "姓名"),
    ({"phone": "12345"}, "电话"),
    ({"phone": ""}, "电话"),
    ({"content": "不同意"}, "10 至 2000"),
    ({"content": "不" * 2001}, "10 至 2000"),
]


@pytest.mark.parametrize("values,word", WRONG)
def test_what_an_objection_must_say(notice: str, as_user: Become, values: dict[str, str], word: str) -> None:
    as_user("Guest")
    given = {**dict(zip(("raised_by", "phone", "content"), WHO, strict=True)), **values}
    with pytest.raises(frappe.ValidationError, match=word):
        pages.object_to(notice, **given)


CLOSED = [
    {"status": "Draft"},
    {"status": "Closed"},
    {"status": "Cancelled"},
    {"to_date": add_days(today(), -1)},
    {"from_date": add_days(today(), 1)},
]


@pytest.mark.parametrize("values", CLOSED)
def test_only_while_it_hangs(notice: str, as_user: Become, values: dict[str, Any]) -> None:
    frappe.db.set_value("CSO Publicity Notice", notice, values)
    as_user("Guest")
    assert notice not in [row.name for row in pages.notices()["rows"]]
    with pytest.raises(frappe.ValidationError, match="异议期已结束"):
        pages.object_to(notice, *WHO)


def test_no_such_notice(as_user: Become) -> None:
    as_user("Guest")
    with pytest.raises(frappe.DoesNotExistError):
        pages.object_to("没有", *WHO)


def test_a_guest_sees_no_objections(notice: str, as_user: Become) -> None:
    as_user("Guest")
    pages.object_to(notice, *WHO)
    with pytest.raises(frappe.PermissionError):
        pages.objections_to_answer()


def mine(notice: str, answered: int = 0) -> list[dict[str, Any]]:
    return [row for row in pages.objections_to_answer(answered) if row["notice"] == notice]


def test_the_office_of_the_region_answers(notice: str, as_user: Become) -> None:
    objections.record(notice, *WHO)
    as_user("clerk.liuxi")
    assert mine(notice) == []
    as_user("auditor.county")
    assert [(row["may_answer"], row["phone"]) for row in mine(notice)] == [(False, None)]
    as_user("clerk.wanghu")
    row = mine(notice)[0]
    assert (row["may_answer"], row["phone"], row["content"]) == (True, WHO[1], WHO[2])
    frappe.get_doc("CSO Publicity Notice", notice).answer_objection(row["row"], " 已核实，情况不属实。 ", 0)
    assert mine(notice) == []
    done = mine(notice, answered=1)[0]
    assert (done["answer"], done["upheld"], str(done["answered_on"])) == ("已核实，情况不属实。", 0, today())


def test_the_last_answer_after_the_end_takes_the_notice_down(notice: str, as_user: Become) -> None:
    objections.record(notice, *WHO)
    days = {"from_date": add_days(today(), -15), "to_date": add_days(today(), -1)}
    frappe.db.set_value("CSO Publicity Notice", notice, days)
    publicity.run()
    assert frappe.db.get_value("CSO Publicity Notice", notice, "status") == "Published"
    as_user("clerk.wanghu")
    doc = frappe.get_doc("CSO Publicity Notice", notice)
    doc.answer_objection(doc.objections[0].name, "属实。", 1)
    found = frappe.db.get_value("CSO Publicity Notice", notice, ["status", "result"], as_dict=True)
    assert (found.status, found.result) == ("Closed", "Objection Upheld")


@pytest.mark.parametrize("change", ["delete", "content", "raised_by"])
def test_an_objection_stays_as_it_was_written(notice: str, as_user: Become, change: str) -> None:
    objections.record(notice, *WHO)
    as_user("clerk.wanghu")
    doc = frappe.get_doc("CSO Publicity Notice", notice)
    if change == "delete":
        doc.objections = []
    else:
        doc.objections[0].set(change, "别的内容，别的人，别的时间。")
    with pytest.raises(frappe.ValidationError, match="不得修改或删除"):
        doc.save()
