"""No serious finding of axe on any page, no text cut off or spilling, and each language by itself."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.office import Office
from tests.browser.pages.login import log_in
from tests.browser.process import DOCTYPE
from tests.browser.target import Target
from tests.browser.words import zh
from tests.support.client import Client
from tools.paths import FRONTEND

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
FILING = "CSO Filing Application"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PLACES = {
    "home": ("clerk", ""),
    "inbox": ("clerk", "tasks"),
    "done": ("clerk", "tasks?box=done"),
    "empty": ("clerk", "tasks?q=nothing+has+this+name"),
    "mine": ("representative", "tasks?box=mine"),
    "case": ("clerk", "form/{memo}?from=inbox"),
    "decision": ("leader", "form/{decision}"),
    "applicant": ("representative", "form/{memo}"),
    "record": ("clerk", "record/{memo}"),
    "filing": ("clerk", f"form/{quote(FILING)}/{{filing}}"),
    "draft": ("representative", f"new/{quote(FILING)}?application_type=New"),
    "delegations": ("clerk", "delegations"),
    "phrases": ("clerk", "phrases"),
    "dashboard": ("leader", "dashboard"),
    "register": ("clerk", "register"),
    "progress": ("clerk", "progress"),
    "review": ("clerk", "list/CSO%20Annual%20Review"),
    "project": ("clerk", "new/CSO%20Purchase%20Project"),
    "together": ("leader", "reviews-together"),
    "objections": ("officer", "objections"),
    "ranking": ("officer", "pilot-ranking"),
    "scoring": ("expert", "scoring"),
    "sheet": ("expert", "scoring/{pilot}"),
    "indicators": ("officer", "report/CSO%20Indicators"),
    "report": ("officer", "form/CSO%20Annual%20Review/{report}"),
    "contract": ("buyer", "form/CSO%20Service%20Contract/{contract}"),
    "notices": ("clerk", "notices"),
    "published": ("clerk", "published"),
}


# What a page shows without the words of documents and people: texts of elements that hold nothing else.
TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (element.closest("script, style") || !element.checkVisibility()) continue;
        found.add(walker.currentNode.textContent.trim());
    }
    for (const element of document.querySelectorAll("[placeholder], [aria-label], [title]")) {
        for (const name of ["placeholder", "aria-label", "title"]) {
            found.add(element.getAttribute(name) || "");
        }
    }
    return [...found];
}"""
# Names of the made-up process, which has no Chinese, and what is the same in every language.
OWN_NAMES = {"Office Memo", "Check Note", "Private Note", "English"}
# What the demo county itself writes on its documents.
OWN_CHINESE = {"同意。", "中文", "其他"}


@cache
def axe() -> str:
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """Serious and critical findings, a line each."""
    page.evaluate(axe())
    result: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{row['id']}: {node['html'][:160]}"
        for row in result["violations"]
        if row["impact"] in ("serious", "critical")
        for node in row["nodes"][:3]
    ]


def settled(page: Page, path: str) -> None:
    page.goto(f"/cso/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")


@pytest.fixture(scope="module")
def names(office: Office) -> dict[str, str]:
    memo, decision = office.memo(), office.at_decision()
    rows = office["clerk"].rows(FILING, "name", workflow_state="Town Acceptance")
    return {
        "memo": f"{quote(DOCTYPE)}/{memo}",
        "decision": f"{quote(DOCTYPE)}/{decision}",
        "filing": quote(rows[0]["name"]),
        "pilot": office["officer"].names("CSO Rural Pilot", workflow_state="County Screening")[0],
        "report": office["officer"].names("CSO Annual Review", workflow_state="County Conclusion")[0],
        "contract": office["buyer"].names("CSO Service Contract")[0],
    }


@pytest.fixture(scope="module")
def visit(browser: Browser, served_at: Target) -> Iterator[Callable[..., Page]]:
    """`visit("clerk", "en", PHONE)`: somebody with this language and this screen."""
    pages: dict[tuple[str, str, int], Page] = {}

    def enter(part: str, lang: str, size: dict[str, int]) -> Page:
        key = (part, lang, size["width"])
        if key not in pages:
            context = browser.new_context(base_url=served_at.address, locale=lang, viewport=size)  # type: ignore[arg-type]
            pages[key] = context.new_page()
            log_in(pages[key], *served_at.accounts[part])
        return pages[key]

    yield enter
    for page in pages.values():
        page.context.close()


Visit = Callable[..., Page]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_has_nothing_serious_to_say(
    visit: Visit, names: dict[str, str], place: str, size: dict[str, int]
) -> None:
    part, path = PLACES[place]
    page = visit(part, "zh-CN", size)
    settled(page, path.format(**names))
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("act", ["Return for Correction", "Approve"])
def test_axe_on_a_dialog(visit: Visit, names: dict[str, str], act: str) -> None:
    page = visit("leader", "zh-CN", DESK)
    settled(page, f"form/{names['decision']}")
    page.get_by_role("button", name=zh(act, "Process"), exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(400)  # the dialog fades in; half faded text has half the contrast
    assert findings(page) == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("place", PLACES)
def test_a_chinese_page_is_chinese(
    visit: Visit, names: dict[str, str], place: str, size: dict[str, int]
) -> None:
    part, path = PLACES[place]
    page = visit(part, "zh-CN", size)
    settled(page, path.format(**names))
    texts = set(page.evaluate(TEXTS)) - OWN_NAMES
    assert sorted(text for text in texts if re.fullmatch(r"[A-Z][A-Za-z]{2,}[A-Za-z ,.'():-]*", text)) == []


@pytest.fixture(scope="module")
def in_english(office: Office) -> Iterator[None]:
    """The language is the person's own; afterwards it is Chinese again."""
    parts = ("clerk", "leader", "representative", "officer", "expert", "buyer")

    def speak(lang: str) -> None:
        for part in parts:
            user = office.at.accounts[part][0]
            answer = office[part].call(
                "frappe.client.set_value", doctype="User", name=user, fieldname="language", value=lang
            )
            Client.expect(answer)

    speak("en")
    yield
    speak("zh")


@pytest.mark.parametrize("place", PLACES)
def test_an_english_page_is_english(
    in_english: None, visit: Visit, names: dict[str, str], place: str
) -> None:
    part, path = PLACES[place]
    page = visit(part, "en-GB", DESK)
    settled(page, path.format(**names))
    texts = set(page.evaluate(TEXTS)) - OWN_CHINESE
    assert sorted(text for text in texts if text in chinese_words()) == []


@cache
def chinese_words() -> set[str]:
    """Every Chinese text of the front end, without its places for values."""
    catalogue = json.loads((FRONTEND / "src" / "locale" / "zh.json").read_text(encoding="utf-8"))
    return {text for text in catalogue.values() if re.search(r"[\u4e00-\u9fff]", text) and "{" not in text}
