"""Every figure of the leader's dashboard opens the list that it was counted from."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.words import zh

Enter = Callable[..., Page]
FIGURE = re.compile(r"[\d,]+")


def total(page: Page) -> int:
    """How many rows the list says it has."""
    pager = page.get_by_role("navigation", name=zh("Pages"))
    empty = page.get_by_role("status").filter(has=page.get_by_role("paragraph"))
    expect(pager.or_(empty).first).to_be_visible()
    if not pager.count():
        return 0
    words = re.escape(zh("{0}–{1} of {2}")).replace(r"\{0\}", r"\d+").replace(r"\{1\}", r"\d+")
    found = re.search(words.replace(r"\{2\}", r"(\d+)"), pager.inner_text())
    assert found, pager.inner_text()
    return int(found[1])


def figures(page: Page, selector: str) -> list[tuple[str, int]]:
    """Address and first number of each link."""
    links = page.locator(f"main {selector} a, {selector} a").all()
    return [(str(link.get_attribute("href")), _number(link.inner_text())) for link in links]


def _number(text: str) -> int:
    return int(FIGURE.findall(text.replace(",", ""))[0])


def test_cards_lead_to_lists_of_as_many(person: Enter) -> None:
    page = person("county")
    page.goto("/cso/dashboard")
    expect(page.get_by_role("link", name=re.compile(zh("Organizations"))).first).to_be_visible()
    cards = figures(page, "ul.grid")
    assert len(cards) == 10
    for address, number in cards:
        page.goto(address)
        assert total(page) == number, address


def test_rows_lead_to_lists_of_as_many(person: Enter) -> None:
    page = person("county")
    page.goto("/cso/dashboard")
    expect(page.get_by_role("heading", name=zh("Rural pilots"))).to_be_visible()
    rows = figures(page, "ol")
    assert len(rows) > 5
    for address, number in [*rows[:3], *rows[-2:]]:
        page.goto(address)
        assert total(page) == number, address


def test_a_town_has_its_own_figures(person: Enter) -> None:
    page = person("county")
    page.goto("/cso/dashboard/990121001000")
    card = page.get_by_role("link", name=re.compile(rf"^\d+\s*{zh('Organizations')}$"))
    number = _number(card.inner_text())
    assert number >= 7
    card.click()
    page.wait_for_url(re.compile("/list/"))
    assert total(page) == number


def test_on_paper_it_has_a_title_and_no_menu(person: Enter) -> None:
    page = person("county")
    page.goto("/cso/dashboard")
    expect(page.get_by_text(zh("Contracts signed this year (yuan)"))).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile(f"· {zh('Dashboard')}$"))
    expect(page.get_by_role("navigation").first).to_be_hidden()
    page.emulate_media(media="screen")
