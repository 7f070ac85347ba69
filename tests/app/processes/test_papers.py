"""Papers 14 to 36: the text equals the data, empty parts and long tables keep their shape."""

import io
import re
import unicodedata
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today
from pypdf import PdfReader

from cso_management.printing import values

from . import purchase
from . import test_annual_review as review
from . import test_rural_pilot as pilots
from .purchase import be
from .test_shared import act, move, order


def text_of(doc: Any, paper: str) -> str:
    return re.sub(
        r"<style.*?</style>|<[^>]+>|\s+", "", frappe.get_print(doc.doctype, doc.name, paper), flags=re.S
    )


def pages_of(doc: Any, paper: str) -> list[str]:
    pdf = frappe.get_print(doc.doctype, doc.name, paper, as_pdf=True)
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    # A font may give a radical for a character; both look the same.
    return [re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) for text in texts]


def check(doc: Any, paper: str, *words: Any) -> None:
    text = text_of(doc, paper)
    for wrong in ("None", "{{", "{%", "Undefined"):
        assert wrong not in text, (paper, wrong)
    for word in words:
        assert re.sub(r"\s+", "", str(word)) in text, (paper, word)


def test_papers_of_the_review(session: Any) -> None:
    batch = frappe.get_doc(
        {
            "doctype": "CSO Annual Review Batch",
            "batch_name": "2025 年度年检",
            "review_year": 2025,
            "region": "990121000000",
            "open_to": add_days(today(), 30),
        }
    ).insert()
    batch.generate()
    check(batch, "CSO Review Notice", "2025年度年度检查", values.chinese_date(batch.open_to))
    be("rep.yinling")
    doc = review.hand_in(review.review_of("映月社区银龄互助队"), "Village Review")
    check(doc, "CSO Review Report", doc.org_name, "1,200.25", "台账登记不够及时。", "邻里守望")
    check(doc, "CSO Review Declaration", doc.org_name, doc.filing_no)
    be("village.yingyue")
    marks = {"satisfaction_committee": 90, "satisfaction_residents": 95, "satisfaction_units": 88}
    act(review.note(doc, **marks), "agree", opinion="群众反映好。")
    be("clerk.wanghu")
    reasons = [{"reason_code": "Low Activity", "text": "全年三次"}]
    act(review.note(doc, conclusion="Basically Qualified", reason_codes=reasons), "agree")
    be("leader.wanghu")
    doc = act(doc, "agree")
    check(doc, "CSO Review Report", "群众反映好。")
    check(doc, "CSO Review Conclusion Notice", doc.conclusion_no, "基本合格", "活动偏少（全年三次）")
    be("officer.county")
    check(batch, "CSO Review Conclusion List", "基本合格（1家）", doc.org_name, "不合格（0家）", "无。")
    be("clerk.wanghu")
    check(move(order().insert(), "Issued"), "CSO Rectification Notice", "未公开收支明细。", "在公开栏公示。")


def test_papers_of_the_purchase(session: Any) -> None:
    purchase.set_up()
    project = purchase.approved_project()
    check(
        project,
        "CSO Purchase Project Form",
        "186,000.00",
        "壹拾捌万陆仟元整",
        "送餐份数",
        project.budget_doc_no,
    )
    chosen = purchase.awarded(project)
    check(chosen, "CSO Selection Notice", "养老助餐", "方案")
    check(chosen, "CSO Award Notice", "清禾县学府社区助老服务中心", "180,000.00", "壹拾捌万元整")
    sheet = frappe.get_doc("CSO Score Sheet", {"selection": chosen.name})
    check(sheet, "CSO Score Sheet Form", sheet.bidder, "方案")
    contract = purchase.active(purchase.contract(chosen).insert())
    check(
        contract,
        "CSO Service Contract Text",
        contract.contract_no,
        "壹拾捌万元整",
        "72,000.00",
        "中期",
        "第十二条",
    )
    check(contract, "CSO Contract Announcement", contract.contract_no, "180,000.00")
    check(contract, "CSO Contract Supplement", "补充协议")
    request = purchase.paid(as_provider(contract))
    check(request, "CSO Payment Request Form", request.invoice_no, "柒万贰仟元整", "JZ-0001")
    accepted = move(purchase.acceptance(contract).insert(), "Confirmation")
    check(accepted, "CSO Service Acceptance Form", "赵奶奶", "92", "热食")
    demand(contract)


def as_provider(contract: Any) -> Any:
    be("rep.zhulao")
    return purchase.payment(contract, 1, 72000).insert()


def demand(contract: Any) -> None:
    be("village.yingyue")
    body = {"title": "老人午餐", "raised_by": "Resident Survey", "domain": "Elderly Care", "votes": 120}
    doc = frappe.get_doc(
        {
            "doctype": "CSO Service Demand",
            **body,
            "region": "990121001001",
            "beneficiary_group": "老年人",
            "beneficiaries_est": 80,
            "description": "高龄老人做饭难。",
        }
    ).insert()
    check(doc, "CSO Service Demand Form", "老人午餐", "养老", "高龄老人做饭难。")
    be("procurement.wanghu")
    values_ = {
        "contract": contract.name,
        "evaluator": "Purchaser",
        "evaluator_name": "街道办",
        "problems": "无",
    }
    evaluation = frappe.get_doc({"doctype": "CSO Performance Evaluation", **values_}).insert()
    check(evaluation, "CSO Performance Evaluation Form", "送餐份数", "满意率")
    assert "差" not in paper(evaluation), "nobody has scored it yet"
    for row in evaluation.rows:
        row.actual = "未提供服务"
    check(evaluation.save(), "CSO Performance Evaluation Form", "未提供服务", "差")


def paper(doc: Any) -> str:
    """The words of the evaluation's form."""
    return re.sub(r"<[^>]+>", "", frappe.get_print(doc.doctype, doc.name, "CSO Performance Evaluation Form"))


def test_papers_of_the_pilot(session: Any) -> None:
    of = pilots.batch()
    doc = pilots.call_expert(pilots.to_screening(of))
    doc = pilots.score_all(doc, 0.9)
    check(doc, "CSO Pilot Application", "上柳村", doc.pilot_no, "王书记", "以红白理事会为抓手。", "节点3")
    check(doc, "CSO Pilot Midterm Form", "节点1")
    be("officer.county")
    check(doc, "CSO Pilot Score Form", "遴选评分", "90")
    frappe.db.set_value(
        doc.doctype, doc.name, {"workflow_state": "Implementing", "model_type": "Mutual Help"}
    )
    check(of, "CSO Pilot List Notice", "下列1个村", "上柳村")
    doc = frappe.get_doc(doc.doctype, doc.name)
    check(doc, "CSO Pilot Evaluation Form", "上柳村")
    check(doc, "CSO Pilot Summary", "互助型")


def test_long_tables_and_names_keep_the_layout(session: Any) -> None:
    purchase.set_up()
    chosen = purchase.awarded(purchase.approved_project())
    name = "清禾县望湖街道高龄独居空巢老人居家养老综合助餐助洁助医助行服务" * 2
    items = [
        {"item": f"{name}{number}", "unit": "次", "quantity": 1, "price": 900} for number in range(1, 201)
    ]
    contract = purchase.contract(chosen, service_items=items, title=name).insert()
    pages = pages_of(contract, "CSO Service Contract Text")
    together = "".join(pages)
    assert len(pages) >= 10
    assert f"{name}200" in together
    assert together.count("服务项目") >= 5, "the heading of the table is repeated on its pages"
    assert together.count("第一条服务内容") >= 5, "and so is its title"
    signed = next(page for page in pages if "甲方(盖章)" in page)
    assert "第十二条" in signed, "nobody signs a page without a word of the contract"
    assert f"共{len(pages)}页" in together


KEPT = ("workflow_state", "status", "region", "county", "town", "village")
LAYOUT = ("Section Break", "Column Break", "Tab Break")


def emptied(doc: Any) -> Any:
    """Everything that need not be filled in is gone; the document is not saved."""
    for df in doc.meta.fields:
        if df.fieldtype in ("Table", "Table MultiSelect"):
            doc.set(df.fieldname, [])
        elif not df.reqd and df.fieldtype not in LAYOUT and df.fieldname not in KEPT:
            doc.set(df.fieldname, None)
    return doc


def test_empty_parts_leave_room_and_no_word(session: Any) -> None:
    formats = frappe.get_all(
        "Print Format", filters={"name": ["like", "CSO %"]}, fields=["name", "doc_type"], order_by="name asc"
    )
    seen = 0
    for paper in formats:
        for name in frappe.get_all(paper.doc_type, pluck="name", limit_page_length=1, order_by="name asc"):
            doc = emptied(frappe.get_doc(paper.doc_type, name))
            html = frappe.get_print(paper.doc_type, name, paper.name, doc=doc)
            text = re.sub(r"<style.*?</style>|<[^>]+>", "", html, flags=re.S)
            assert not re.search(r"None|Undefined|\{\{|\{%", text), paper.name
            seen += 1
    assert seen >= 14


@pytest.mark.parametrize(
    "value,kind,text",
    [
        (None, "money", ""),
        (0, "money", "0.00"),
        (1234567.5, "money", "1,234,567.50"),
        (1234567.5, "yuan", "1,234,567.50 元"),
        (None, "yuan", ""),
        (20000, "number", "20,000"),
        (0.5, "number", "0.5"),
        (1, "check", "√"),
        (0, "check", ""),
        ("2026-02-03", "date", "2026年2月3日"),
        ("Qualified", "word", "合格"),
        ("", "text", ""),
    ],
)
def test_cells(session: Any, value: Any, kind: str, text: str) -> None:
    assert values.cell(value, kind) == text
