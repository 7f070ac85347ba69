"""A wrong clock, an address that is not there, an upgrade behind an open page: the page knows a way."""

import re
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.words import zh

Enter = Callable[..., Page]
LONG_AGO = "2009-01-01T08:00:00+08:00"
FINGER = 44


@pytest.fixture
def page(person: Enter) -> Page:
    """A page of its own: a clock that was set stays set."""
    opened = person("clerk").context.new_page()
    yield opened
    opened.close()


def server_now(page: Page) -> datetime:
    moment = parsedate_to_datetime(page.request.get("/api/method/ping").headers["date"])
    return moment.astimezone(ZoneInfo("Asia/Shanghai"))


class TestAClockThatIsWrong:
    def test_the_first_page_shows_the_date_of_the_server(self, page: Page) -> None:
        page.clock.set_fixed_time(LONG_AGO)
        page.goto("/cso/")
        now = server_now(page)
        expect(page.locator("header").get_by_text(f"{now.year}年{now.month}月{now.day}日")).to_be_visible()

    def test_days_that_are_left_are_counted_from_the_server_s_today(self, page: Page) -> None:
        page.clock.set_fixed_time(LONG_AGO)
        page.goto("/cso/tasks")
        page.wait_for_load_state("networkidle")
        left = re.findall(r"剩 (\d+) 天", page.locator("#main").inner_text())
        assert left and all(int(days) < 100 for days in left)


NOWHERE = ["list/CSO%20Nothing", "report/Nothing", "tree/CSO%20Nothing", "nothing"]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_leads_home_and_offers_nothing_else(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(f"/cso/{path}")
    home = page.locator("#main").get_by_role("link", name=zh("Go home"))
    page.wait_for_load_state("networkidle")
    expect(home).to_be_visible()
    assert (home.bounding_box() or {"height": 0})["height"] >= FINGER
    for word in ("Export", "Print", "Columns"):
        expect(page.get_by_role("button", name=zh(word), exact=True)).to_have_count(0)


class TestAnUpgradeBehindAnOpenPage:
    PART = re.compile(r"/assets/ReportsPage-.*\.js")

    def test_the_address_is_loaded_with_the_new_parts(self, page: Page) -> None:
        asked: list[str] = []

        def gone_at_first(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(status=404, body="") if len(asked) == 1 else route.continue_()

        page.goto("/cso/tasks")
        page.route(self.PART, gone_at_first)
        page.locator('a[href="/cso/reports"]').first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(zh("Reports"))
        assert len(asked) > 1

    def test_a_part_that_is_really_gone_is_said_and_not_asked_for_ever(self, page: Page) -> None:
        asked: list[str] = []

        def gone(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(status=404, body="")

        page.goto("/cso/tasks")
        page.route(self.PART, gone)
        page.locator('a[href="/cso/reports"]').first.click()
        expect(page.get_by_text(zh("Something went wrong in this page. Please reload it."))).to_be_visible()
        assert len(asked) <= 4
