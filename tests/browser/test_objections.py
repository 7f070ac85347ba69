"""Somebody without an account objects to a notice; the office answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.target import Target
from tests.browser.words import zh

Enter = Callable[..., Page]
SUBJECT = "清禾县学府社区助老服务中心"
TEXT = "活动场地与报告所写不一致，请到现场核实。"


@pytest.fixture(scope="module")
def stranger(browser: Browser, served_at: Target) -> Page:
    page = browser.new_context(base_url=served_at.address, locale="zh-CN").new_page()
    page.set_default_timeout(15_000)
    return page


def test_an_objection_says_who_and_why(stranger: Page) -> None:
    stranger.goto("/cso/notices")
    notice = stranger.get_by_role("listitem").filter(has_text=SUBJECT)
    expect(notice).to_contain_text("合格")
    notice.get_by_role("button", name=zh("Object to: {0}").split("{")[0]).click()
    notice.get_by_role("button", name=zh("Send the objection")).click()
    expect(notice.get_by_text(zh("Please write your name."))).to_be_visible()
    notice.get_by_label(zh("Your name")).fill("高秀兰")
    notice.get_by_label(zh("Telephone")).fill("13900000731")
    notice.get_by_label(zh("What you object to, and why")).fill(TEXT)
    notice.get_by_role("button", name=zh("Send the objection")).click()
    expect(notice.get_by_role("status")).to_be_visible()


def test_the_public_does_not_see_objections(stranger: Page) -> None:
    stranger.reload()
    expect(stranger.get_by_role("listitem").filter(has_text=SUBJECT)).to_be_visible()
    expect(stranger.get_by_text("高秀兰")).to_have_count(0)
    expect(stranger.get_by_text(TEXT)).to_have_count(0)


def test_the_office_answers(person: Enter) -> None:
    page = person("officer")
    page.goto("/cso/objections")
    card = page.get_by_role("listitem").filter(has_text=TEXT)
    expect(card).to_contain_text("13900000731")
    card.get_by_role("button", name=zh("Answer", "Button"), exact=True).click()
    expect(card.get_by_text(zh("Please write the answer."))).to_be_visible()
    card.get_by_role("textbox").fill("已到现场核实，场地与报告一致。")
    card.get_by_role("button", name=zh("Answer", "Button"), exact=True).click()
    expect(card).to_have_count(0)
    page.get_by_role("radio", name=zh("Answered")).or_(page.get_by_role("tab", name=zh("Answered"))).click()
    done = page.get_by_role("listitem").filter(has_text=TEXT)
    expect(done).to_contain_text("已到现场核实，场地与报告一致。")
    expect(done).to_contain_text(zh("Not upheld"))


def test_upholding_asks_first(person: Enter) -> None:
    page = person("officer")
    page.goto("/cso/objections")
    card = page.get_by_role("listitem").filter(has_text="停餐两周")
    card.get_by_role("textbox").fill("情况属实。")
    card.get_by_role("checkbox", name=zh("Uphold the objection")).check()
    card.get_by_role("button", name=zh("Answer", "Button"), exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(zh("Uphold this objection?"))
    dialog.get_by_role("button", name=zh("Cancel", "Button"), exact=True).click()
    expect(card).to_be_visible()


def test_whose_region_it_is_not_sees_none(person: Enter) -> None:
    page = person("neighbour")
    page.goto("/cso/objections")
    expect(page.get_by_text(zh("No open objections"))).to_be_visible()
