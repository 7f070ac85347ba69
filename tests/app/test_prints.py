"""Papers say what the document says."""

import io
import re
from collections.abc import Callable
from typing import Any

import frappe
import pytest
from pypdf import PdfReader

from cso_management.api import organization
from cso_management.printing import papers, qr, values

APPLICATION = "CSO Filing Application"


def case(**filters: Any) -> Any:
    return frappe.get_doc(APPLICATION, frappe.db.get_value(APPLICATION, filters, "name"))


def text_of(doc: Any, paper: str) -> str:
    return re.sub(r"<[^>]+>|\s+", "", frappe.get_print(APPLICATION, doc.name, paper))


@pytest.mark.parametrize("paper", papers.PAPERS, ids=lambda paper: paper.name)
def test_every_paper_renders_in_every_state(paper: papers.Paper, session: Any) -> None:
    for name in frappe.get_all(APPLICATION, pluck="name", order_by="name asc"):
        text = text_of(frappe.get_doc(APPLICATION, name), paper.name)
        assert "None" not in text
        assert "{{" not in text


def test_the_application_form_repeats_the_data(session: Any) -> None:
    doc = case(workflow_state="Certificate Issued")
    text = text_of(doc, "CSO Application Form")
    for value in (doc.org_name, doc.region_full_name, doc.purpose, doc.principal_name, doc.founders[0].id_no):
        assert value in text
    assert "情况属实，同意推荐。" in text
    assert "材料齐全，符合备案条件，建议同意。" in text


@pytest.mark.parametrize(("state", "expected"), [("Draft", True), ("Certificate Issued", False)])
def test_drafts_carry_a_watermark(state: str, expected: bool, session: Any) -> None:
    html = frappe.get_print(APPLICATION, case(workflow_state=state).name, "CSO Application Form")
    assert ('class="watermark"' in html) is expected


def test_the_certificate_carries_number_and_code(session: Any) -> None:
    doc = case(workflow_state="Certificate Issued")
    html = frappe.get_print(APPLICATION, doc.name, "CSO Filing Certificate")
    assert doc.filing_no in html
    assert values.printed_filing_number(doc.filing_no, doc.region) in html
    assert "data:image/svg+xml" in html


def test_the_correction_notice_lists_every_item(session: Any) -> None:
    doc = case(workflow_state="Returned for Correction")
    text = text_of(doc, "CSO Correction Notice")
    assert len(doc.correction_items) == 2
    for row in doc.correction_items:
        assert row.problem in text
    assert values.chinese_date(doc.correction_due_on) in text


def test_the_refusal_names_the_reason_and_the_way_to_appeal(session: Any) -> None:
    doc = case(workflow_state="Refused")
    text = text_of(doc, "CSO Refusal Notice")
    assert doc.reject_reason in text
    assert "申请复核" in text


def test_a_pdf_has_the_data_and_its_page_numbers(session: Any) -> None:
    doc = case(workflow_state="Certificate Issued")
    pdf = frappe.get_print(APPLICATION, doc.name, "CSO Application Form", as_pdf=True)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert doc.principal_id_no in "".join(pages).replace("\n", "")
    assert all(re.search(rf"{number}\D+{len(pages)}", page[-40:]) for number, page in enumerate(pages, 1))


def test_who_may_not_read_may_not_print(as_user: Callable[[str], None]) -> None:
    doc = case(workflow_state="Refused")
    as_user("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        frappe.get_attr("frappe.utils.print_format.download_pdf")(APPLICATION, doc.name, "CSO Refusal Notice")


def test_dates_and_codes() -> None:
    assert values.chinese_date("2026-11-22") == "2026年11月22日"
    assert "年" in values.chinese_date(None)
    assert str(qr.qr_svg("https://cso.example/a?b=1&c=2")).startswith(
        '<img class="qr" alt="QR" src="data:image/svg'
    )


@pytest.mark.parametrize(
    ("application_type", "state", "filled", "expected", "absent"),
    [
        ("New", "Draft", set(), "CSO Application Form", "CSO Filing Certificate"),
        ("New", "Approved", {"acceptance_no"}, "CSO Filing Certificate", "CSO Refusal Notice"),
        ("Change", "Draft", set(), "CSO Change Form", "CSO Application Form"),
        ("Cancel", "Approved", set(), "CSO Cancellation Notice", "CSO Filing Certificate"),
        ("New", "Refused", {"reject_reason"}, "CSO Refusal Notice", "CSO Filing Notice"),
        ("Ledger Entry", "Ledgered", set(), "CSO Application Form", "CSO Filing Certificate"),
    ],
)
def test_papers_of_a_state(
    application_type: str, state: str, filled: set[str], expected: str, absent: str
) -> None:
    offered = papers.available(application_type, state, filled)
    assert expected in offered
    assert absent not in offered


def test_no_two_papers_share_a_number(session: Any) -> None:
    numbers = frappe.get_all(
        APPLICATION, filters={"decision_no": ["is", "set"]}, pluck="decision_no", order_by="name asc"
    )
    assert len(numbers) == len(set(numbers)) > 4


def test_the_code_of_a_paper_changes_with_every_act(session: Any) -> None:
    codes = {values.paper_code(case(workflow_state=state)) for state in ("Draft", "Refused", "Approved")}
    assert len({code.split()[1] for code in codes}) == 3


def test_papers_of_an_organization(session: Any, as_user: Callable[[str], None]) -> None:
    name = frappe.db.get_value("CSO Organization", {"status": "Active", "tier": "Filed"}, "name")
    letter = re.sub(r"<[^>]+>|\s+", "", frappe.get_print("CSO Organization", name, "CSO Expiry Letter"))
    doc = frappe.get_doc("CSO Organization", name)
    for value in (doc.org_name, values.chinese_date(doc.valid_to), "将于", "90日内仍可申请延续"):
        assert value in letter, value
    frappe.db.set_value("CSO Organization", name, "valid_to", "2020-01-01")
    letter = re.sub(r"<[^>]+>|\s+", "", frappe.get_print("CSO Organization", name, "CSO Expiry Letter"))
    assert "已于2020年1月1日届满" in letter
    assert "2020年3月31日前提出延续备案申请" in letter


def test_the_revocation_says_why_and_what_was_heard(session: Any, as_user: Callable[[str], None]) -> None:
    filters = {"status": "Active", "tier": "Filed", "town": "990121001000"}
    name = frappe.db.get_value("CSO Organization", filters, "name")
    as_user("leader.wanghu")
    organization.decide_status(name, "Revoke", "提供虚假材料。", "组织无异议。")
    html = frappe.get_print("CSO Organization", name, "CSO Revocation Decision")
    text = re.sub(r"<style.*?</style>|<[^>]+>|\s+", "", html, flags=re.S)
    doc = frappe.get_doc("CSO Organization", name)
    assert re.fullmatch(r".+决〔\d{4}〕\d{4}号", doc.status_decision_no)
    for value in (
        doc.status_decision_no,
        doc.org_name,
        doc.filing_no,
        "以下情形：提供虚假材料。",
        "陈述和申辩：组织无异议。",
        "60日内向县级",
        values.chinese_date(doc.status_changed_on),
    ):
        assert value in text, value
    assert 'class="watermark"' not in html
