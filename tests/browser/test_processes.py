"""Annual review, pilots, dashboard and the public register, as people meet them in the browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.target import Target
from tests.browser.words import zh

Enter = Callable[..., Page]
ELDERS = "映月社区银龄互助队"
FITTING = "990121000000"


@pytest.fixture(scope="module")
def stranger(browser: Browser, served_at: Target) -> Page:
    """Somebody without an account."""
    page = browser.new_context(base_url=served_at.address, locale="zh-CN").new_page()
    page.set_default_timeout(15_000)
    return page


def test_anybody_finds_an_organization(stranger: Page) -> None:
    stranger.goto("/cso/register")
    stranger.get_by_label(zh("Name or number")).fill("银龄")
    stranger.get_by_role("button", name=zh("Search"), exact=True).click()
    stranger.get_by_role("link", name=re.compile(ELDERS)).click()
    expect(stranger.get_by_role("heading", name=ELDERS)).to_be_visible()
    expect(stranger.get_by_text("990121001-05-2025-0002")).to_be_visible()
    expect(stranger.get_by_text("990121195")).to_have_count(0)  # no ID number


def test_a_name_that_nobody_has(stranger: Page) -> None:
    stranger.goto("/cso/register?text=没有这个名字")
    expect(stranger.get_by_text(zh("No organisation matches"))).to_be_visible()


def test_ones_own_case_by_receipt_and_digits(stranger: Page, person: Enter) -> None:
    clerk = person("clerk")
    method = "/api/resource/CSO Filing Application"
    query = (
        '?filters=[["acceptance_no","is","set"]]&fields=["acceptance_no","contact_phone","org_name"]&limit=1'
    )
    row = clerk.request.get(f"{method}{query}").json()["data"][0]
    stranger.goto("/cso/progress")
    stranger.get_by_label(zh("Receipt number")).fill(row["acceptance_no"])
    stranger.get_by_label(zh("Last four digits of your telephone")).fill("0000")
    stranger.get_by_role("button", name=zh("Ask"), exact=True).click()
    expect(stranger.get_by_text(zh("Not found"), exact=True)).to_be_visible()
    stranger.get_by_label(zh("Last four digits of your telephone")).fill(row["contact_phone"][-4:])
    stranger.get_by_role("button", name=zh("Ask"), exact=True).click()
    expect(stranger.get_by_role("heading", name=row["org_name"])).to_be_visible()


def test_the_leader_looks_and_clicks_through(person: Enter) -> None:
    page = person("county")
    page.goto("/cso/dashboard")
    card = page.get_by_role("link", name=re.compile(rf"^\d+\s*{zh('Filed')}$"))
    number = int(re.search(r"\d+", card.inner_text()).group())  # type: ignore[union-attr]
    assert number > 0
    card.click()
    page.wait_for_url(re.compile("/list/"))
    expect(page.get_by_text(re.compile(rf"\b{number}\b")).first).to_be_visible()


def test_one_click_makes_the_reports(person: Enter) -> None:
    page = person("officer")
    page.goto("/cso/new/CSO Annual Review Batch")
    page.get_by_label(re.compile(f"^{zh('Name')}")).first.fill("2025 年度年检")
    page.get_by_label(re.compile(f"^{zh('Year Reviewed')}")).first.fill("2025")
    saved = page.request.post(
        "/api/resource/CSO Annual Review Batch",
        data={"batch_name": "2025 年度年检", "review_year": 2025, "region": FITTING},
        headers={"X-Frappe-CSRF-Token": page.evaluate("window.csrf_token || ''")},
    )
    assert saved.ok, saved.text()
    name = saved.json()["data"]["name"]
    page.goto(f"/cso/form/CSO Annual Review Batch/{name}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=zh("Make the reports"), exact=True).click()
    expect(page.get_by_text(zh("Done"), exact=True)).to_be_visible()
    page.goto("/cso/list/CSO Annual Review")
    expect(page.get_by_text(ELDERS).first).to_be_visible()


def test_the_applicant_is_told_everything_that_is_missing(person: Enter) -> None:
    """The representative of the demo's new group has no report; his list says so plainly."""
    page = person("representative")
    page.goto("/cso/list/CSO Annual Review")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(ELDERS)).to_have_count(0)
