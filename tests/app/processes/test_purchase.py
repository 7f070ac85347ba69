"""Purchase of services: the whole chain by the right people, and every hard rule."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from cso_management.process import money
from cso_management.service_purchase import negative_list, ranking, rating, term

from . import purchase
from .purchase import be
from .test_shared import act, move, organization

Become = Callable[[str], None]


@pytest.fixture(autouse=True)
def market(request: pytest.FixtureRequest) -> Iterator[None]:
    if "session" in request.fixturenames:
        request.getfixturevalue("session")
        purchase.set_up()
    yield


PROJECT_MISTAKES = [
    ({"term_months": 0}, "至少一个月"),
    ({"term_months": 37}, "最长 36 个月"),
    ({"term_months": 24}, "须说明理由"),
    ({"term_months": 24, "multi_year_reason": "连续服务"}, "四项条件"),
    ({"budget_amount": 0}, "预算金额"),
    ({"catalogue_item": "A0199"}, "不能购买"),
    ({"catalogue_item": "A01"}, "不能购买"),
    ({"purchaser_unit": "清禾县财政局"}, "不得作为购买主体"),
    ({"content": "通过劳务派遣提供人员。"}, "负面清单"),
    ({"procurement_method": "Single Source"}, "须说明理由"),
    ({"procurement_method": "Entrustment below Limit", "method_reason": "金额小"}, "元以下"),
    (
        {
            "performance_targets": [
                {"dimension": "Satisfaction", "indicator": "满意率", "target": "90%", "weight": 99}
            ]
        },
        "权重合计",
    ),
    (
        {
            "performance_targets": [
                {"dimension": "Cost", "indicator": "成本", "target": "1", "weight": 91},
                {"dimension": "Satisfaction", "indicator": "满意率", "target": "90%", "weight": 9},
            ]
        },
        "满意度权重",
    ),
]


@pytest.mark.parametrize("values,word", PROJECT_MISTAKES)
def test_wrong_projects(session: Any, values: dict[str, Any], word: str) -> None:
    be("procurement.wanghu")
    with pytest.raises(frappe.ValidationError, match=word):
        purchase.project(**values).insert()


def test_several_years_with_all_reasons(session: Any) -> None:
    be("procurement.wanghu")
    ticks = dict.fromkeys(term.CONDITIONS, 1)
    doc = purchase.project(term_months=36, multi_year_reason="连续服务", **ticks).insert()
    assert doc.is_multi_year


def test_outside_the_catalogue_finance_must_have_looked(session: Any) -> None:
    be("procurement.wanghu")
    doc = purchase.project(catalogue_item=None).insert()
    with pytest.raises(frappe.MandatoryError, match="目录项"):
        move(doc, "Town Review")


def test_budget_comes_first(session: Any) -> None:
    be("procurement.wanghu")
    doc = move(purchase.project(budget_doc_no="").insert(), "Town Review")
    be("leader.wanghu")
    doc = act(doc, "agree")
    be("finance.county")
    with pytest.raises(frappe.ValidationError, match="先有预算"):
        act(doc, "agree")


WAYS = [(186000, "Approved"), (299999.99, "Approved"), (300000, "County Review"), (1000000, "County Review")]


@pytest.mark.parametrize("amount,state", WAYS)
def test_the_amount_decides_who_reviews(session: Any, amount: float, state: str) -> None:
    doc = purchase.approved_project(budget_amount=amount)
    assert doc.workflow_state == state
    if state == "County Review":
        be("officer.county")
        act(doc, "agree")
        be("leader.county")
        doc = act(doc, "agree")
        assert doc.workflow_state == ("City Review" if amount >= 1000000 else "Approved")


def test_an_approved_project_keeps_its_content(session: Any) -> None:
    doc = purchase.approved_project()
    be("procurement.wanghu")
    doc.budget_amount = 190000
    with pytest.raises(frappe.ValidationError, match="预算金额"):
        doc.save()


def test_the_whole_chain(session: Any) -> None:
    project = purchase.approved_project()
    chosen = purchase.awarded(project)
    assert (chosen.workflow_state, chosen.award_amount) == ("Awarded", 180000)
    assert frappe.db.get_value(project.doctype, project.name, "workflow_state") == "Awarded"
    contract = purchase.active(purchase.contract(chosen).insert())
    assert contract.contract_no.startswith(f"HT-990121-{getdate(today()).year}-")
    assert [row.amount for row in contract.payment_plan] == [72000, 72000, 36000]
    assert frappe.db.get_value(project.doctype, project.name, "workflow_state") == "Contracted"
    be("rep.zhulao")
    first = purchase.paid(purchase.payment(contract, 1, 72000).insert())
    assert (first.days_to_pay, first.net_amount) == (0, 72000)
    assert frappe.db.get_value(contract.doctype, contract.name, ["paid_total", "left_total"]) == (
        72000,
        108000,
    )
    milestone(contract)
    be("rep.zhulao")
    purchase.paid(purchase.payment(contract, 2, 72000).insert())
    accept_and_finish(contract)


def milestone(contract: Any) -> None:
    be("rep.zhulao")
    second = purchase.payment(contract, 2, 72000, invoice_no="FP-X").insert()
    with pytest.raises(frappe.ValidationError, match="尚未完成"):
        move(second, "Purchaser Check")
    second.delete()
    be("procurement.wanghu")
    doc = frappe.get_doc(contract.doctype, contract.name)
    doc.milestones[0].update({"status": "Met", "done_qty": 10000, "date_met": today()})
    doc.save()


def accept_and_finish(contract: Any) -> None:
    be("rep.zhulao")
    last = purchase.payment(contract, 3, 36000).insert()
    with pytest.raises(frappe.ValidationError, match="未经验收不得支付"):
        move(last, "Purchaser Check")
    accepted = move(purchase.acceptance(contract).insert(), "Confirmation")
    be("leader.wanghu")
    accepted = act(accepted, "agree")
    assert (accepted.workflow_state, str(accepted.confirmed_on)) == ("Confirmed", today())
    be("rep.zhulao")
    last = frappe.get_doc(last.doctype, last.name)
    last.acceptance = accepted.name
    last.save()
    purchase.paid(last)
    be("procurement.wanghu")
    done = move(contract, "Completed")
    assert (done.workflow_state, done.left_total) == ("Completed", 0)
    evaluate(contract)


def evaluate(contract: Any) -> None:
    be("procurement.wanghu")
    body = {"contract": contract.name, "evaluator": "Purchaser", "evaluator_name": "望湖街道办事处"}
    doc = frappe.get_doc(
        {"doctype": "CSO Performance Evaluation", **body, "problems": "送餐时有延误。"}
    ).insert()
    assert [row.indicator for row in doc.rows] == ["送餐份数", "满意率"]
    assert (doc.total, doc.rating) == (0, None), "nobody has scored yet"
    doc.rows[0].update({"actual": "20010", "score": 58})
    assert doc.save().rating is None, "half of it says nothing"
    doc.rows[1].update({"actual": "92%", "score": 36})
    doc.use_of_result = "Renew"
    doc.save()
    doc = move(doc, "Confirmation")
    be("leader.wanghu")
    doc = act(doc, "agree")
    assert (doc.total, doc.rating) == (94, "Excellent")


def test_the_best_score_wins_and_the_expert_sees_only_his_sheets(session: Any) -> None:
    doc = purchase.approved_project()
    chosen = purchase.opened(purchase.selection(doc).insert())
    be("expert")
    assert len(frappe.get_list("CSO Score Sheet")) == 3
    assert not frappe.has_permission("CSO Purchase Project", "read", doc.name)
    purchase.score(chosen, {"清禾县学府": (55, 35), "清禾县望湖": (50, 40), "云汀市": (50, 40)})
    be("procurement.wanghu")
    chosen = move(chosen, "Scored")
    ranks = {row.bidder_name[:4]: (row.total_score, row.ranked) for row in chosen.bidders}
    # Equal scores: the lower price comes first.
    assert ranks == {"清禾县学": (90, 3), "清禾县望": (90, 2), "云汀市乐": (90, 1)}


def test_conflict_of_interest(session: Any) -> None:
    doc = purchase.approved_project()
    chosen = purchase.opened(purchase.selection(doc).insert())
    frappe.db.set_value("CSO Selection Expert", {"parent": chosen.name}, "conflict_declared", 1)
    with pytest.raises(frappe.PermissionError, match="利害关系"):
        purchase.score(chosen, {"": (1, 1)})
    sheet = frappe.get_doc("CSO Score Sheet", {"selection": chosen.name})
    be("procurement.wanghu")
    with pytest.raises(frappe.PermissionError, match="只有"):
        sheet.hand_in()


def test_unfit_bidders_do_not_count(session: Any) -> None:
    doc = purchase.approved_project()
    frappe.set_user("Administrator")
    frappe.db.set_value("CSO Organization", organization(purchase.HUB), "credit_state", "Serious")
    entry = purchase.selection(doc)
    entry.append("bidders", {"organization": organization(purchase.PATROL), "amount": 1})
    entry = entry.insert()
    assert [bool(row.qualified) for row in entry.bidders] == [True, False, True, False]
    assert "严重违法失信" in entry.bidders[1].problem
    assert "法人资格" in entry.bidders[3].problem
    with pytest.raises(frappe.ValidationError, match="至少需要 3 家"):
        purchase.opened(entry)


CONTRACT_MISTAKES = [
    ({"amount": 180001}, "各行合计"),
    (
        {"amount": 189000, "service_items": [{"item": "助餐", "unit": "份", "quantity": 21000, "price": 9}]},
        "中选金额",
    ),
    ({"end_date": add_days(today(), 400)}, "个月超过项目"),
    ({"end_date": add_days(today(), -1)}, "不得早于"),
    ({"no_subcontract": 0}, "不得整体转包"),
    ({"payment_plan": [{"condition": "Sign", "percent": 100, "planned_date": today()}]}, "最后一期"),
    ({"payment_plan": [{"condition": "Acceptance", "percent": 99, "planned_date": today()}]}, "比例合计"),
    (
        {
            "milestones": [
                {"title": "中期", "due_date": add_days(today(), 9), "deliverables": "报告", "target_qty": 1},
                {
                    "title": "中期 ",
                    "due_date": add_days(today(), 19),
                    "deliverables": "报告",
                    "target_qty": 1,
                },
            ]
        },
        "重复出现",
    ),
    (
        {
            "milestones": [
                {"title": "中期", "due_date": add_days(today(), 500), "deliverables": "报告", "target_qty": 1}
            ]
        },
        "不在合同期限内",
    ),
]


@pytest.fixture
def chosen(session: Any) -> Any:
    return purchase.awarded(purchase.approved_project())


def test_wrong_contracts(chosen: Any) -> None:
    for values, word in CONTRACT_MISTAKES:
        with pytest.raises(frappe.ValidationError, match=word):
            purchase.contract(chosen, **values).insert()


def test_a_filed_group_works_under_a_body_that_signs_for_it(chosen: Any) -> None:
    patrol = organization(purchase.PATROL)
    with pytest.raises(frappe.ValidationError, match="法人资格"):
        purchase.contract(chosen, provider=patrol).insert()
    agent = {"provider": organization(purchase.HUB), "provider_is_agent": 1, "executing_org": patrol}
    with pytest.raises(frappe.MandatoryError, match="代管账户"):
        purchase.contract(chosen, **agent).insert()
    frappe.set_user("Administrator")
    account = frappe.get_doc(
        {
            "doctype": "CSO Custody Account",
            "organization": patrol,
            "custodian_organization": organization(purchase.HUB),
            "bank_name": "清禾农商银行",
            "sub_ledger_no": "6200000000000001",
            "opened_on": today(),
        }
    ).insert()
    doc = purchase.contract(chosen, **agent).insert()
    assert doc.custody_account == account.name
    request = purchase.payment(purchase.active(doc), 1, 100).insert()
    assert (request.recipient, request.payee_account) == (patrol, "6200000000000001")


def test_the_serious_list_blocks_signing(chosen: Any) -> None:
    frappe.db.set_value("CSO Organization", organization(purchase.PROVIDER), "credit_state", "Serious")
    with pytest.raises(frappe.ValidationError, match="严重违法失信"):
        purchase.contract(chosen).insert()


def test_late_signing_needs_a_reason(chosen: Any) -> None:
    frappe.db.set_value(chosen.doctype, chosen.name, "award_notice_date", add_days(today(), -31))
    with pytest.raises(frappe.ValidationError, match="逾期签订理由"):
        purchase.active(purchase.contract(chosen).insert())
    assert (
        purchase.active(purchase.contract(chosen, late_sign_reason="疫情").insert()).workflow_state
        == "Active"
    )


def test_filing_and_announcement_are_due_in_working_days(chosen: Any) -> None:
    doc = purchase.active(purchase.contract(chosen).insert())
    assert doc.announce_due_on < doc.finance_due_on
    due = frappe.get_all(
        "CSO Purchase Disclosure", filters={"source_name": doc.name}, fields=["matter", "due_on"]
    )
    assert [(row.matter, row.due_on) for row in due] == [("Contract", doc.announce_due_on)]


def test_supplements_stay_under_a_tenth(chosen: Any) -> None:
    doc = purchase.active(purchase.contract(chosen).insert())
    items = [{"item": "助餐", "unit": "份", "quantity": 2001, "price": 9}]
    plan = [{"condition": "Acceptance", "percent": 100, "planned_date": add_days(today(), 300)}]
    base = {"supplement_of": doc.name, "payment_plan": plan}
    with pytest.raises(frappe.ValidationError, match="10%"):
        purchase.contract(chosen, amount=18009, service_items=items, **base).insert()
    items[0]["quantity"] = 2000
    assert purchase.contract(chosen, amount=18000, service_items=items, **base).insert().name
    items[0]["quantity"] = 1
    with pytest.raises(frappe.ValidationError, match="10%"):
        purchase.contract(chosen, amount=9, service_items=items, **base).insert()


PAYMENT_MISTAKES = [
    ({"amount": 72000.01}, "第 1 期"),
    ({"amount": 0}, "金额"),
    ({"plan_row": 9}, "没有这一期"),
    ({"deductions": 72001}, "扣款"),
]


def test_wrong_payments(chosen: Any) -> None:
    doc = purchase.active(purchase.contract(chosen).insert())
    be("rep.zhulao")
    for values, word in PAYMENT_MISTAKES:
        with pytest.raises(frappe.ValidationError, match=word):
            purchase.payment(doc, 1, 72000).update({"invoice_no": "FP-1", **values}).insert()
    purchase.payment(doc, 1, 70000, invoice_no="FP-1").insert()
    with pytest.raises(frappe.ValidationError, match="已申请 70,000.00"):
        purchase.payment(doc, 1, 2000.01, invoice_no="FP-2").insert()
    with pytest.raises(frappe.ValidationError, match="已在"):
        purchase.payment(doc, 1, 2000, invoice_no="FP-1").insert()


PANELS = [
    ([("甲", "Purchaser", 1), ("乙", "Resident or Beneficiary", 1)], "单数"),
    ([("甲", "Purchaser", 1), ("乙", "Expert", 1), ("丙", "Expert", 1)], "居民"),
    ([("甲", "Purchaser", 1), ("乙", "Expert", 1), ("丙", "Resident or Beneficiary", 0)], "签字"),
    ([("甲", "Purchaser", 1), ("甲", "Expert", 1), ("丙", "Resident or Beneficiary", 1)], "单数"),
]


def test_wrong_acceptances(chosen: Any) -> None:
    contract = purchase.active(purchase.contract(chosen).insert())
    for people, word in PANELS:
        panel = [
            {"person_name": name, "member_kind": kind, "signed": signed} for name, kind, signed in people
        ]
        draft = purchase.acceptance(contract, panel=panel).insert()
        with pytest.raises(frappe.ValidationError, match=word):
            move(draft, "Confirmation")
    failed = purchase.acceptance(contract, result="Failed").insert()
    with pytest.raises(frappe.MandatoryError, match="复验日期"):
        move(failed, "Confirmation")
    items = [{"standard": "热食", "finding": "凉", "passed": 0}]
    with pytest.raises(frappe.ValidationError, match="并非所有"):
        move(purchase.acceptance(contract, items=items).insert(), "Confirmation")


def test_neighbours_see_nothing(chosen: Any) -> None:
    contract = purchase.active(purchase.contract(chosen).insert())
    for user in ("clerk.liuxi", "leader.liuxi", "rep.yinling", "operator.wanghu", "expert"):
        be(user)
        assert not frappe.has_permission(contract.doctype, "read", contract.name), user
    for user in ("rep.zhulao", "finance.county", "auditor.county", "leader.county", "clerk.wanghu"):
        be(user)
        assert frappe.has_permission(contract.doctype, "read", contract.name), user


TERMS = [
    (1, "", 0, None),
    (12, "", 0, None),
    (13, "", 4, "NO_REASON"),
    (13, " ", 4, "NO_REASON"),
    (13, "续", 3, "CONDITIONS"),
    (36, "续", 4, None),
    (37, "续", 4, "TOO_LONG"),
    (0, "", 0, "TOO_SHORT"),
]


@pytest.mark.parametrize("months,reason,ticks,problem", TERMS)
def test_terms(months: int, reason: str, ticks: int, problem: str | None) -> None:
    assert term.problem(months, reason, ticks) == problem


MONTHS = [
    ("2026-01-01", "2026-12-31", 12),
    ("2026-01-01", "2026-01-31", 1),
    ("2026-01-15", "2027-01-14", 12),
    ("2026-01-15", "2027-01-15", 13),
    ("2026-01-31", "2026-02-28", 1),
]


@pytest.mark.parametrize("first,last,months", MONTHS)
def test_months(first: str, last: str, months: int) -> None:
    assert term.months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


@pytest.mark.parametrize(
    "points,word",
    [
        (100, "Excellent"),
        (90, "Excellent"),
        (89.99, "Good"),
        (80, "Good"),
        (79.9, "Medium"),
        (60, "Medium"),
        (59.99, "Poor"),
        (0, "Poor"),
    ],
)
def test_ratings(points: float, word: str) -> None:
    assert rating.of(points) == word


COMPLETE = [
    ([], False),
    ([{"score": 0, "actual": ""}], False),
    ([{"score": None, "actual": None}], False),
    ([{"score": 0, "actual": "一份未送"}], True),
    ([{"score": 5, "actual": ""}], True),
    ([{"score": 5, "actual": "好"}, {"score": 0, "actual": " "}], False),
]


@pytest.mark.parametrize("rows,complete", COMPLETE)
def test_what_can_be_rated(rows: list[dict[str, Any]], complete: bool) -> None:
    assert rating.is_complete(rows) is complete


HITS = [("办公家具采购", ["家具"]), ("保洁", []), ("招聘人员并派遣", ["招聘 派遣"]), ("招聘人员", [])]


@pytest.mark.parametrize("text,found", HITS)
def test_the_negative_list(text: str, found: list[str]) -> None:
    rules = [{"pattern": "家具"}, {"pattern": "招聘 派遣"}, {"pattern": ""}]
    assert [rule["pattern"] for rule in negative_list.hits(text, rules)] == found


def test_preference_and_lots() -> None:
    assert ranking.preference("3A", "3A", 3) == 3
    assert ranking.preference("2A", "3A", 3) == 0
    assert ranking.preference(None, None, 3) == 0
    rows = [{"name": name, "price": 1, "scores": [80, 90], "preference": 0} for name in "abc"]
    drawn = [place.bidder for place in ranking.places(rows, ranking.DRAW_LOTS, "seed")]
    again = [place.bidder for place in ranking.places(list(reversed(rows)), ranking.DRAW_LOTS, "seed")]
    assert drawn == again
    assert sorted(drawn) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "amount,percents,parts",
    [
        (100, [40, 40, 20], [40, 40, 20]),
        (100, [33.33, 33.33, 33.34], [33.33, 33.33, 33.34]),
        (0.01, [50, 50], [0.01, 0]),
    ],
)
def test_shares(amount: float, percents: list[float], parts: list[float]) -> None:
    assert [float(part) for part in money.shares(amount, percents)] == parts
