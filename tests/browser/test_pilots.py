"""Experts score rural pilots; the office compares what they gave."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.words import zh

Enter = Callable[..., Page]
VILLAGE = "上柳村"
POINTS = ("13", "18", "8", "17", "9", "9", "4", "9")


def open_sheet(page: Page) -> None:
    page.goto("/cso/scoring")
    page.get_by_role("link", name=re.compile(VILLAGE)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(VILLAGE)


def inputs(page: Page) -> object:
    return page.locator("[data-points] input, input[data-points]")


def test_the_office_sees_who_is_missing(person: Enter) -> None:
    page = person("officer")
    page.goto("/cso/pilot-ranking")
    row = page.get_by_role("listitem").filter(has_text=VILLAGE).first
    expect(row).to_contain_text(zh("Not scored yet"))
    expect(page.get_by_text(zh("1 sheet is still missing."))).to_be_visible()
    expect(page.get_by_text("本人为该村乡风文明促进会顾问")).to_be_visible()


def test_points_outside_the_limits_are_not_taken(person: Enter) -> None:
    page = person("expert")
    open_sheet(page)
    fields = inputs(page)
    expect(fields).to_have_count(8)
    fields.first.fill("15.5")
    expect(page.get_by_text(zh("Between 0 and {0}").format(15))).to_be_visible()
    expect(page.get_by_role("button", name=zh("Hand in"), exact=True)).to_be_disabled()


def test_an_expert_scores_with_the_keyboard(person: Enter) -> None:
    page = person("expert")
    open_sheet(page)
    inputs(page).first.focus()
    for points in POINTS:
        page.keyboard.press("Control+a")
        page.keyboard.type(points)
        page.keyboard.press("Enter")
    expect(page.get_by_text(zh("Your points were handed in")).first).to_be_visible()
    expect(page.get_by_text(zh("Total: {0} of {1}").format(87, 100))).to_be_visible()
    expect(
        page.get_by_text(zh("Handed in. You can change your points until the county decides."))
    ).to_be_visible()


def test_the_office_compares(person: Enter) -> None:
    page = person("officer")
    page.goto("/cso/pilot-ranking")
    row = page.get_by_role("listitem").filter(has_text=VILLAGE).first
    expect(row).to_contain_text("84.50")
    expect(page.get_by_text(zh("All sheets are in."))).to_be_visible()
    page.get_by_role("button", name=zh("Points of {0}").format(VILLAGE)).click()
    table = page.get_by_role("table", name=zh("Points of {0}").format(VILLAGE))
    expect(table.get_by_role("row")).to_have_count(9)
    expect(table.get_by_role("row").nth(1)).to_contain_text("13")


def test_an_expert_steps_back(person: Enter) -> None:
    page = person("colleague")
    open_sheet(page)
    page.get_by_role("button", name=zh("I have a conflict of interest")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=zh("Declare"), exact=True).click()
    expect(dialog.get_by_text(zh("Please write with whom or what."))).to_be_visible()
    dialog.get_by_role("textbox").fill("村党支部书记是本人兄弟")
    dialog.get_by_role("button", name=zh("Declare"), exact=True).click()
    expect(page.get_by_text(zh("You declared a conflict of interest"))).to_be_visible()
    office = person("officer")
    office.goto("/cso/pilot-ranking")
    row = office.get_by_role("listitem").filter(has_text=VILLAGE).first
    expect(row).to_contain_text("87.00")
    expect(row).to_contain_text("村党支部书记是本人兄弟")


def test_who_may_not_read_points_is_told_so(person: Enter) -> None:
    page = person("clerk")
    page.goto("/cso/pilot-ranking")
    expect(page.get_by_role("alert")).to_be_visible()
