"""The printed appendix: who did what, when, how long, opinion and signature; long cases keep their layout."""

import io
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frappe
import pypdfium2
import pytest
from pypdf import PdfReader

from cso_management.api import approvals
from cso_management.printing import course
from tests.app.approvals.cases import rich

Call = Callable[..., Any]
A4 = (210, 297)


@pytest.fixture
def case(new_application: Call, act: Call, set_step: Call, session: Any) -> Any:
    return rich(new_application, act, set_step)


def printed(doc: Any, lang: str) -> bytes:
    approvals.appendix(doc.doctype, doc.name, lang)
    content: bytes = frappe.response.filecontent
    folder = os.environ.get("CSO_PICTURES")
    if folder:
        for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
            page.render(scale=1.4).to_pil().save(Path(folder) / f"appendix-{lang}-{doc.name}-{number}.png")
    return content


def words_of(pdf: bytes) -> list[str]:
    """A font may draw a character and its radical with one glyph, so both are read alike."""
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return [unicodedata.normalize("NFKC", "".join(text.split())) for text in texts]


def test_what_it_says(case: Any, as_user: Call) -> None:
    as_user("leader.wanghu")
    pdf = printed(case, "zh")
    text = "".join(words_of(pdf))
    rows = [row for part in course.of(case)["rounds"] for row in part["rows"]]
    for row in rows:
        for value in (row["who"], row["step"], row["act"], row["at"], row["opinion"], *row["corrections"]):
            assert unicodedata.normalize("NFKC", "".join(value.split())) in text
    assert "第1轮" in text and "第2轮" in text and course.of(case)["check"] in text
    assert (
        len(PdfReader(io.BytesIO(pdf)).pages[-1].images) + len(PdfReader(io.BytesIO(pdf)).pages[0].images)
        >= 2
    )


def test_in_english(case: Any, as_user: Call) -> None:
    as_user("leader.wanghu")
    text = "".join(words_of(printed(case, "en")))
    for words in ("CourseoftheApproval", "Round2", "OpinionandSignature", "Page1of"):
        assert words in text
    assert frappe.local.lang == "zh"


def test_sixty_acts(case: Any, act: Call, as_user: Call) -> None:
    """Heads are repeated, no row is cut, every page is numbered and of the same size."""
    for number in range(52):
        words = f"第{number}次意见：" + "材料与现场情况一致，建议继续办理。" * (number % 9)
        act(case, ("rep.new", "leader.wanghu")[number % 2], "comment", opinion=words)
    as_user("leader.wanghu")
    pdf = printed(case, "zh")
    pages = words_of(pdf)
    assert 4 <= len(pages) <= 12
    for number, text in enumerate(pages, 1):
        assert "意见与签名" in text and f"第{number}页共{len(pages)}页" in text
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert (
            tuple(round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
            == A4
        )
    for number in range(52):
        assert sum(f"第{number}次意见:" in text for text in pages) == 1


def test_it_is_a_paper_of_the_application(case: Any, as_user: Call) -> None:
    as_user("clerk.wanghu")
    html = frappe.get_print(case.doctype, case.name, "CSO Approval Appendix")
    assert "审批流程记录" in html and "data:image/png" in html


def test_who_may_not_see_the_case_may_not_print_it(case: Any, as_user: Call) -> None:
    as_user("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        approvals.appendix(case.doctype, case.name)
