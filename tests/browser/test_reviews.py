"""Reports without flags are concluded together; the others show both sources of what differs."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.pages.form import Form
from tests.browser.words import zh

Enter = Callable[..., Page]
REVIEW = "CSO Annual Review"
CLEAN = ("映月社区书画社", "东堤社区平安巡逻队")
FLAGGED = "梧桐里社区亲子阅读会"
HUB = "清禾县望湖街道社区社会组织联合会"


def choice(page: Page, name: str) -> object:
    return page.get_by_role("checkbox", name=zh("Choose {0}").format(name))


def test_only_reports_without_a_flag_can_be_chosen(person: Enter) -> None:
    page = person("leader")
    page.goto("/cso/reviews-together")
    expect(choice(page, FLAGGED)).to_be_disabled()
    for name in CLEAN:
        expect(choice(page, name)).to_be_enabled()
    flagged = page.get_by_role("listitem").filter(has_text=FLAGGED)
    expect(flagged).to_contain_text(zh("Flagged: look at it by itself."))
    expect(flagged).to_contain_text(zh("No Member Meeting"))


def test_the_details_show_both_sources(person: Enter) -> None:
    page = person("leader")
    page.get_by_role("button", name=zh("Show details: {0}").format(FLAGGED)).click()
    row = page.get_by_role("listitem").filter(has_text=FLAGGED).first
    for text in ("The report says", "The office knows", "Other Activities"):
        expect(row).to_contain_text(zh(text))


def test_they_are_concluded_together(person: Enter) -> None:
    page = person("leader")
    page.goto("/cso/reviews-together")
    page.get_by_role("checkbox", name=zh("Choose all {0} without a flag").format(2)).check()
    page.get_by_role("button", name=zh("Conclude {0} as suggested").format(2)).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(zh("Gets the suggested conclusion: Qualified"))).to_have_count(2)
    dialog.get_by_role("button", name=zh("Conclude {0}").format(2), exact=True).click()
    expect(dialog).to_contain_text(zh("{0} done, {1} not done.").format(2, 0))
    dialog.get_by_role("button", name=zh("Close"), exact=True).last.click()
    expect(page.get_by_role("listitem").filter(has_text=FLAGGED).first).to_be_visible()
    for name in CLEAN:
        expect(page.get_by_role("link", name=name)).to_have_count(0)


def test_each_has_its_conclusion(person: Enter) -> None:
    page = person("leader")
    for name in CLEAN:
        query = f'?filters=[["org_name","=","{name}"]]&fields=["workflow_state","conclusion"]'
        row = page.request.get(f"/api/resource/{REVIEW}{query}").json()["data"][0]
        assert row == {"workflow_state": "Concluded", "conclusion": "Qualified"}


def test_the_form_shows_a_difference_with_both_sources(person: Enter) -> None:
    page = person("county")
    query = f'?filters=[["org_name","=","{HUB}"]]'
    name = page.request.get(f"/api/resource/{REVIEW}{query}").json()["data"][0]["name"]
    field = Form(page, REVIEW, name).field("findings")
    for text in (
        zh("Government Purchase"),
        "60,000.00",
        zh("No record at the office"),
        zh("Not yet explained"),
    ):
        expect(field).to_contain_text(text)
    reasons = page.locator("[data-fieldname='suggested_reasons']")
    expect(reasons).to_contain_text(zh("Income Mismatch"))
    expect(reasons).not_to_contain_text(re.compile("Income"))


def test_nothing_waits_for_somebody_else(person: Enter) -> None:
    page = person("neighbour")
    page.goto("/cso/reviews-together")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name=FLAGGED)).to_have_count(0)
