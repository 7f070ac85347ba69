"""Nothing typed is lost, nobody is overwritten unseen, and it fits a telephone."""

import random
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages.form import Form
from tests.browser.target import Target
from tests.browser.words import zh

FILING = "CSO Filing Application"
# Another name in every run: a name may be used once in a county.
NAME = f"映月社区{''.join(random.sample('诗书琴棋茶灯竹柳荷梅', 3))}社"
Enter = Callable[..., Page]


def draft(page: Page, name: str) -> Form:
    form = Form(page, FILING, query="?application_type=New")
    form.link(region="映月社区")
    form.type(org_name=name)
    form.choose(tier="Filed", org_form="Social Group")
    return form


def test_a_session_that_ends_while_typing_loses_nothing(person: Enter, served_at: Target) -> None:
    page = person("representative")
    form = draft(page, NAME)
    page.context.clear_cookies()
    page.get_by_role("button", name=zh("Save"), exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("input[autocomplete=current-password]").fill(served_at.accounts["representative"][1])
    dialog.locator("button[type=submit]").click()
    expect(page.get_by_text(zh("Saved")).first).to_be_visible()
    expect(form.control("org_name")).to_have_value(NAME)


def test_the_second_saver_is_told(person: Enter, served_at: Target) -> None:
    first = draft(person("representative"), f"{NAME}二")
    first.save()
    page = first.page.context.new_page()
    try:
        second = Form(page, FILING, first.name)
        first.type(org_name=f"{NAME}三")
        first.save()
        second.type(org_name=f"{NAME}四")
        page.get_by_role("button", name=zh("Save"), exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        stored = page.request.get(f"/api/resource/{quote(FILING)}/{quote(first.name)}").json()["data"]
        assert stored["org_name"] == f"{NAME}三"
    finally:
        page.close()


@pytest.mark.parametrize(
    "path",
    ["", "tasks", f"list/{quote(FILING)}", f"new/{quote(FILING)}", "reports"],
    ids=lambda path: path or "home",
)
def test_a_telephone_needs_no_sideways_scrolling(person: Enter, path: str) -> None:
    page = person("representative", phone=True)
    page.goto(f"/cso/{path}")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_the_language_can_be_switched(browser: Browser, served_at: Target) -> None:
    context = browser.new_context(base_url=served_at.address, locale="zh-CN")
    page = context.new_page()
    page.goto("/cso/login")
    chinese = page.get_by_role("heading").inner_text()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="中文")).to_be_visible()
    assert page.get_by_role("heading").inner_text() != chinese
    context.close()
