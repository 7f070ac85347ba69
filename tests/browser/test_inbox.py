"""The inbox: many at once with a bar, filters in the address, the keyboard, the telephone, honest errors."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import process
from tests.browser.office import Office
from tests.browser.words import zh

Enter = Callable[..., Page]
MANY = 24
ACCEPT = zh("Accept", "Action")


def rows(page: Page) -> int:
    expect(page.locator("[data-row]").first).to_be_visible()
    return page.locator("[data-row]").count()


def test_agreeing_to_many_shows_a_bar_and_a_result_for_each(office: Office, person: Enter) -> None:
    names = [office.memo("批量") for _ in range(MANY)]
    page = person("clerk")
    page.goto(f"/cso/tasks?kind={process.DOCTYPE}&q=批量")
    assert rows(page) == 20
    page.get_by_role("button", name=zh("Show more")).click()
    expect(page.locator("[data-row]")).to_have_count(MANY)
    page.get_by_label(zh("Choose all {0} shown").format(MANY)).check()
    page.get_by_role("button", name=zh("Agree to {0}").format(MANY)).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(zh("Will be agreed to"), exact=True)).to_have_count(MANY)
    dialog.locator("textarea").fill("同意。")
    dialog.get_by_role("button", name=zh("Agree to {0}").format(MANY)).click()
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    told = zh("{0} done, {1} not done.").format(MANY, 0)
    expect(dialog.get_by_text(told)).to_be_visible(timeout=60_000)
    dialog.get_by_role("button", name=zh("Close"), exact=True).last.click()
    expect(page.get_by_text(zh("No entry matches the filters"))).to_be_visible()
    assert {office.step(name) for name in names} == {"countersign"}


def test_what_cannot_be_agreed_to_is_left_out_with_its_reason(office: Office, person: Enter) -> None:
    office.at_decision()
    office.at_decision()
    page = person("leader")
    page.goto(f"/cso/tasks?kind={process.DOCTYPE}")
    count = rows(page)
    page.get_by_label(zh("Choose all {0} shown").format(count)).check()
    page.get_by_role("button", name=zh("Agree to {0}").format(count)).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(zh("This step asks for your signature."))).to_have_count(count)
    expect(dialog.get_by_role("button", name=zh("Agree to {0}").format(0))).to_be_disabled()
    page.keyboard.press("Escape")


def test_filters_are_in_the_address(office: Office, person: Enter) -> None:
    office.memo("筛选")
    page = person("clerk")
    page.goto("/cso/tasks")
    everything = rows(page)
    page.get_by_role("button", name=re.compile(f"^{process.DOCTYPE}")).click()
    page.wait_for_url(re.compile(r"kind=Office(%20|\+)Memo"))
    page.get_by_label(zh("Search by name")).fill("筛选")
    page.wait_for_url(re.compile("q="))
    expect(page.locator("[data-row]")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_role("button", name=zh("Clear the filters")).click()
    expect(page.locator("[data-row]")).to_have_count(everything)


def test_a_region_and_overdue(office: Office, person: Enter) -> None:
    office.memo()
    page = person("clerk")
    page.goto("/cso/tasks")
    rows(page)
    box = page.get_by_role("combobox", name=zh("Region"))
    box.click()
    box.fill("映月")
    page.get_by_role("option", name="映月社区").first.click()
    page.wait_for_url(re.compile("region="))
    expect(page.locator("[data-row]").first).to_be_visible()
    page.goto("/cso/tasks?light=red&q=没有这样的名字")
    expect(page.get_by_text(zh("No entry matches the filters"))).to_be_visible()


def test_the_keyboard_walks_and_opens(office: Office, person: Enter) -> None:
    office.memo()
    office.memo()
    page = person("clerk")
    page.goto("/cso/tasks")
    assert rows(page) > 1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name=zh("Keys"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/form/**from=inbox*")
    first = page.url
    expect(page.get_by_role("group", name=zh("Cases of the inbox"))).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url(lambda address: address != first)
    page.keyboard.press("k")
    page.wait_for_url(first)


def test_two_buttons_for_the_thumb(office: Office, person: Enter) -> None:
    office.memo("手机")
    office.memo("手机")
    page = person("clerk", phone=True)
    page.goto("/cso/tasks?q=手机")
    rows(page)
    page.get_by_role("button", name=zh("Choose several")).click()
    page.get_by_role("checkbox").nth(1).check()
    agree = page.get_by_role("button", name=zh("Agree to {0}").format(1))
    assert (agree.bounding_box() or {})["height"] >= 40
    agree.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=zh("Agree to {0}").format(1)).click()
    expect(dialog.get_by_text(zh("{0} done, {1} not done.").format(1, 0))).to_be_visible()
    dialog.get_by_role("button", name=zh("Close"), exact=True).last.click()
    page.get_by_role("button", name=zh("Open the first")).click()
    page.wait_for_url("**/form/**")
    expect(page.get_by_role("button", name=ACCEPT, exact=True)).to_be_visible()


@pytest.mark.parametrize("status", [404, 417, 500])
def test_an_error_is_shown_and_tried_again(office: Office, person: Enter, status: int) -> None:
    page = person("clerk")

    def refuse(route: Route) -> None:
        route.fulfill(status=status, json={"exc_type": "ValidationError"})

    page.route("**/api/method/cso_management.api.approvals.inbox*", refuse)
    page.goto("/cso/tasks")
    expect(page.get_by_text(zh("This could not be loaded"))).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name=zh("Try again")).click()
    assert rows(page)


def test_a_stand_in_acts_and_both_names_are_kept(office: Office, person: Enter) -> None:
    name = office.at_countersign("代理办理")
    giver = person("village")
    giver.goto("/cso/delegations")
    giver.get_by_role("button", name=zh("New delegation")).click()
    dialog = giver.get_by_role("dialog")
    box = dialog.get_by_role("combobox", name=zh("Stand-in"))
    box.click()
    box.fill("叶青")
    giver.get_by_role("option", name=re.compile("叶青")).first.click()
    dialog.locator("#delegation-end").fill("2030-12-31")
    dialog.locator("#delegation-end").press("Tab")
    dialog.get_by_role("button", name=zh("Delegate"), exact=True).click()
    expect(dialog).to_be_hidden()
    page = person("liaison")
    page.goto("/cso/tasks?q=代理办理")
    expect(page.get_by_text(zh("You stand in for {0} until {1}.")[:3]).first).to_be_visible()
    page.locator(f"a[href*='{name}']").click()
    expect(page.get_by_text(zh("You act for {0}; both names are recorded.").format("沈秋月"))).to_be_visible()
    agree = zh("Agree", "Action")
    page.get_by_role("button", name=agree, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=agree, exact=True).click()
    giver.goto(f"/cso/form/{process.DOCTYPE}/{name}")
    expect(giver.get_by_text(zh("for {0}").format("沈秋月")).first).to_be_visible()
    giver.goto("/cso/delegations")
    giver.get_by_role("button", name=zh("End now")).click()
    giver.get_by_role("dialog").get_by_role("button", name=zh("End now")).click()
    expect(giver.get_by_role("heading", name=zh("Past"), exact=True)).to_be_visible()


def test_a_phrase_of_ones_own_fills_the_opinion(office: Office, person: Enter) -> None:
    page = person("clerk")
    page.goto("/cso/phrases")
    page.get_by_label(zh("New phrase")).fill("经核对，预算无误。")
    page.get_by_role("button", name=zh("Add", "Button"), exact=True).click()
    expect(page.get_by_text("经核对，预算无误。")).to_be_visible()
    page.goto(f"/cso/form/{process.DOCTYPE}/{office.memo()}")
    page.get_by_role("button", name=ACCEPT, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="经核对，预算无误。").click()
    expect(dialog.locator("textarea")).to_have_value("经核对，预算无误。")


def test_calling_a_colleague_in_a_comment(office: Office, person: Enter) -> None:
    page = person("clerk")
    page.goto(f"/cso/form/{process.DOCTYPE}/{office.memo()}")
    box = page.get_by_role("textbox", name=zh("Your comment"))
    box.click()
    page.keyboard.type("@何")
    page.get_by_role("button", name="何静", exact=True).click()
    page.keyboard.type("请看一下。")
    page.get_by_role("button", name=zh("Send the comment")).click()
    expect(page.get_by_text("请看一下。").first).to_be_visible()
    assert any("陈思敏" in row["subject"] for row in mentions(office))


def mentions(office: Office) -> list[dict[str, str]]:
    """Notices are written by a job, which may take its time."""
    for _attempt in range(40):
        told = office["officer"].rows("Notification Log", "subject", type="Mention")
        if told:
            return list(told)
        time.sleep(0.5)
    return []
