"""The purchase of a meal service for the elderly, step by step, for the tests of its rules."""

from typing import Any

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from .test_shared import act, move, organization

PROVIDER = "清禾县学府社区助老服务中心"
HUB = "清禾县望湖街道社区社会组织联合会"
PATROL = "东堤社区平安巡逻队"
UNIT = "望湖街道办事处"
STREET = "990121001000"


def set_up() -> None:
    """Catalogue, limits and a unit that may buy; by Administrator."""
    frappe.set_user("Administrator")
    frappe.db.set_value("CSO Gov Unit", UNIT, "may_be_purchaser", 1)
    if frappe.db.exists("CSO Service Catalogue Item", "A0101"):
        return
    for code, name, parent, values in (
        ("A01", "公共服务", None, {"is_group": 1}),
        ("A0101", "养老助餐服务", "A01", {"domain": "Elderly Care"}),
        ("A0199", "办公用品", "A01", {"is_negative": 1}),
    ):
        frappe.get_doc(
            {
                "doctype": "CSO Service Catalogue Item",
                "code": code,
                "item_name": name,
                "parent_cso_service_catalogue_item": parent,
                "valid_from": "2020-01-01",
                **values,
            }
        ).insert()
    rule = {
        "doctype": "CSO Negative List Rule",
        "pattern": "劳务派遣",
        "reason": "不得购买",
        "severity": "Block",
    }
    frappe.get_doc(rule).insert()
    limit = {"region": "990121000000", "entrustment_limit": 100000}
    frappe.get_doc(
        {
            "doctype": "CSO Procurement Limit",
            **limit,
            "county_threshold": 300000,
            "city_threshold": 1000000,
        }
    ).insert()


def project(**values: Any) -> Any:
    return frappe.get_doc(
        {
            "doctype": "CSO Purchase Project",
            "project_title": "望湖街道养老助餐服务",
            "purchaser_unit": UNIT,
            "catalogue_item": "A0101",
            "region": STREET,
            "objectives": "为高龄老人提供午餐。",
            "content": "每个工作日送餐上门。",
            "standards": "热食，四十分钟内送达。",
            "performance_targets": [
                {"dimension": "Output Quantity", "indicator": "送餐份数", "target": "20000", "weight": 60},
                {"dimension": "Satisfaction", "indicator": "满意率", "target": "90%", "weight": 40},
            ],
            "budget_amount": 186000,
            "budget_year": 2026,
            "budget_source": "General Budget",
            "budget_doc_no": "清财预〔2026〕12号",
            "term_months": 12,
            "procurement_method": "Competitive Consultation",
            **values,
        }
    )


def be(name: str) -> None:
    frappe.set_user(name if "@" in name or name == "Administrator" else f"{name}@demo.example")


def approved_project(**values: Any) -> Any:
    be("procurement.wanghu")
    doc = move(project(**values).insert(), "Town Review")
    be("leader.wanghu")
    doc = act(doc, "agree")
    be("finance.county")
    return act(doc, "agree")


def selection(doc: Any, **values: Any) -> Any:
    be("procurement.wanghu")
    body = {
        "doctype": "CSO Provider Selection",
        "project": doc.name,
        "region": doc.region,
        "deadline": add_to_date(now_datetime(), days=5),
        "criteria": [{"criterion": "方案", "max_score": 60}, {"criterion": "报价", "max_score": 40}],
        "experts": [{"expert": "expert@demo.example"}],
        "bidders": [
            {"organization": organization(PROVIDER), "amount": 180000},
            {"organization": organization(HUB), "amount": 175000},
            {"bidder_name": "云汀市乐龄餐饮有限公司", "credit_code": "91990100MA0001001P", "amount": 170000},
        ],
        **values,
    }
    return frappe.get_doc(body)


def opened(doc: Any) -> Any:
    """Publish, let the deadline pass, open."""
    doc = move(doc, "Published")
    frappe.db.set_value(doc.doctype, doc.name, "deadline", add_to_date(now_datetime(), days=-1))
    return move(doc, "Opened")


def score(selected: Any, points: dict[str, tuple[float, float]]) -> None:
    """Fill and hand in the sheets of the expert; `points` by the start of the bidder's name."""
    be("expert")
    names = frappe.get_all("CSO Score Sheet", filters={"selection": selected.name}, pluck="name")
    for name in names:
        sheet = frappe.get_doc("CSO Score Sheet", name)
        given = next(value for start, value in points.items() if sheet.bidder.startswith(start))
        for row, value in zip(sheet.rows, given, strict=True):
            row.score = value
        sheet.hand_in()


def awarded(doc: Any) -> Any:
    """An approved project up to the award of the elderly-care centre."""
    chosen = opened(selection(doc).insert())
    score(chosen, {"清禾县学府": (55, 35), "清禾县望湖": (50, 36), "云汀市": (40, 40)})
    be("procurement.wanghu")
    chosen = move(chosen, "Scored")
    chosen = frappe.get_doc(chosen.doctype, chosen.name)
    chosen.update({"award_organization": organization(PROVIDER), "workflow_state": "Award Decision"})
    chosen.save()
    be("leader.wanghu")
    chosen = act(chosen, "agree")
    be("Administrator")
    chosen.publicity_closed(frappe._dict(result="No Objection"))
    return frappe.get_doc(chosen.doctype, chosen.name)


def contract(chosen: Any, **values: Any) -> Any:
    be("procurement.wanghu")
    body = {
        "doctype": "CSO Service Contract",
        "title": "望湖街道养老助餐服务合同",
        "project": chosen.project,
        "selection": chosen.name,
        "purchaser_unit": UNIT,
        "purchaser_rep": "周明",
        "provider": organization(PROVIDER),
        "region": STREET,
        "start_date": today(),
        "end_date": add_days(today(), 330),
        "amount": 180000,
        "service_items": [{"item": "助餐", "unit": "份", "quantity": 20000, "price": 9}],
        "quality_standard": "热食。",
        "personnel": "持健康证。",
        "liability": "按约承担。",
        "dispute": "协商，协商不成依法处理。",
        "payment_plan": [
            {"condition": "Sign", "percent": 40, "planned_date": today()},
            {
                "condition": "Milestone",
                "percent": 40,
                "planned_date": add_days(today(), 180),
                "milestone": "中期",
            },
            {"condition": "Acceptance", "percent": 20, "planned_date": add_days(today(), 330)},
        ],
        "milestones": [
            {
                "title": "中期",
                "due_date": add_days(today(), 170),
                "deliverables": "报告",
                "target_qty": 10000,
            },
            {
                "title": "终期",
                "due_date": add_days(today(), 320),
                "deliverables": "报告",
                "target_qty": 20000,
            },
        ],
        **values,
    }
    return frappe.get_doc(body)


def active(doc: Any) -> Any:
    """A draft contract to its start."""
    be("procurement.wanghu")
    doc = move(doc, "Finance Review")
    be("finance.county")
    doc = act(doc, "agree")
    be("leader.wanghu")
    doc = act(doc, "agree")
    be("procurement.wanghu")
    doc = move(doc, "Signed")
    doc.signed_file = "/private/files/signed.pdf"
    doc.workflow_state = "Active"
    return doc.save()


def acceptance(doc: Any, **values: Any) -> Any:
    be("clerk.wanghu")
    people = (("王芳", "Purchaser"), ("李强", "Expert"), ("赵奶奶", "Resident or Beneficiary"))
    body = {
        "doctype": "CSO Service Acceptance",
        "contract": doc.name,
        "acceptance_date": today(),
        "panel": [{"person_name": name, "member_kind": kind, "signed": 1} for name, kind in people],
        "items": [{"standard": "热食", "finding": "符合", "passed": 1}],
        "satisfaction_sample": 50,
        "satisfaction_rate": 92,
        "result": "Passed",
        "final": 1,
        **values,
    }
    return frappe.get_doc(body)


def payment(doc: Any, line: int, amount: float, **values: Any) -> Any:
    body = {
        "doctype": "CSO Payment Request",
        "contract": doc.name,
        "plan_row": line,
        "amount": amount,
        "invoice_no": f"FP-{doc.name}-{line}",
        "invoice_file": "/private/files/invoice.pdf",
        "invoice_on": today(),
        **values,
    }
    return frappe.get_doc(body)


def paid(request: Any) -> Any:
    """A draft request until the money left."""
    request = move(request, "Purchaser Check")
    for user in ("clerk.wanghu", "finance.county", "leader.wanghu"):
        be(user)
        request = act(request, "agree")
    be("finance.county")
    request.update({"voucher_no": "JZ-0001", "workflow_state": "Paid"})
    return request.save()
