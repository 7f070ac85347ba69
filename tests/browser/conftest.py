"""One browser for all; every person has a browser context of their own, in Chinese."""

import os
from collections.abc import Callable, Iterator

import pytest

playwright_api = pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from tests.browser.office import Office  # noqa: E402
from tests.browser.pages.login import log_in  # noqa: E402
from tests.browser.target import Target, target  # noqa: E402
from tools import machine  # noqa: E402

DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def served_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with target(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = machine.browser()
    if program is None:
        pytest.skip("no browser (Debian package: chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--lang=zh-CN"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def person(browser: Browser, served_at: Target) -> Iterator[Callable[..., Page]]:
    """`person("clerk")` is the page of someone who is logged in; the same person keeps the same page."""
    pages: dict[tuple[str, bool], Page] = {}
    problems: list[str] = []

    def enter(part: str, phone: bool = False) -> Page:
        if part not in served_at.accounts:
            pytest.skip(f"nobody is named who plays the {part}")
        if (part, phone) not in pages:
            context = browser.new_context(
                base_url=served_at.address,
                locale="zh-CN",
                viewport=PHONE if phone else DESK,
                accept_downloads=True,
            )
            page = pages[part, phone] = context.new_page()
            page.on("pageerror", lambda error: problems.append(f"{part}: {error}"))
            page.set_default_timeout(15_000)
            log_in(page, *served_at.accounts[part])
        return pages[part, phone]

    yield enter
    for page in pages.values():
        page.context.close()
    assert not problems, "errors in the pages' scripts"


@pytest.fixture(scope="session")
def office(served_at: Target) -> Iterator[Office]:
    """A second process with people who work in it."""
    if "administrator" not in served_at.accounts:
        pytest.skip("sets up a process of its own, as an administrator")
    found = Office(served_at)
    yield found
    found.close()


@pytest.fixture(autouse=True)
def picture_of_a_failure(request: pytest.FixtureRequest) -> Iterator[None]:
    """CSO_PICTURES=folder keeps a picture of every open page after each test."""
    yield
    folder = os.environ.get("CSO_PICTURES")
    if folder and "browser" in request.fixturenames:
        browser: Browser = request.getfixturevalue("browser")
        for number, context in enumerate(browser.contexts):
            for page in context.pages:
                page.screenshot(path=f"{folder}/{request.node.name}-{number}.png")


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """A story cannot go on after a step that failed."""
    if call.excinfo is not None and call.excinfo.typename != "Skipped" and "story" in item.fixturenames:
        item.parent.broken = item.name  # type: ignore[union-attr]


def pytest_runtest_setup(item: pytest.Item) -> None:
    broken = getattr(item.parent, "broken", None)
    if broken:
        pytest.skip(f"the story ended at {broken}")
