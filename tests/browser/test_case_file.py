"""A case file in a real browser, opened from the disk without a network: it judges itself and other files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, TimeoutError, expect

from cso_management.approvals.engine import evidence
from cso_management.approvals.rules import case_file
from tests.app.approvals.small_case import owners, small_case


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="zh-CN", offline=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def small() -> bytes:
    return small_case()


def verdict(context: BrowserContext, folder: Path, data: bytes) -> list[str]:
    """What the page says of itself; one whose script is broken or runs for ever never says it is whole."""
    file = folder / "case.html"
    file.write_bytes(data)
    page = context.new_page()
    try:
        page.goto(file.as_uri(), timeout=8_000)
        box = page.locator("#verdict")
        if box.count() and box.get_attribute("data-damaged") is not None:
            return str(box.get_attribute("data-damaged")).split()
        assert "核验通过" not in page.inner_text("body")
    except TimeoutError:
        pass
    finally:
        page.close()
    return ["page"]


def test_whole(context: BrowserContext, small: bytes, tmp_path: Path) -> None:
    assert verdict(context, tmp_path, small) == []
    page = context.new_page()
    page.goto((tmp_path / "case.html").as_uri())
    expect(page.locator("#verdict")).to_contain_text("案卷完整")
    page.click("#language")
    expect(page.locator("#verdict")).to_contain_text("whole and unchanged")


def test_it_names_what_was_changed_in_itself(context: BrowserContext, small: bytes, tmp_path: Path) -> None:
    """Every item once and places between; letters of a tag's name may change their case unseen (bit 32)."""
    expected = owners(small)
    start = small.index(case_file.BEGIN) + len(case_file.BEGIN)
    end = small.index(case_file.END, start)
    script = small.index(b'"use strict"')
    places = [start + 1, *range(start + 13, end, (end - start) // 70), *range(600, 900, 30)]
    places += range(script, len(small) - 40, (len(small) - script) // 30)
    missed = []
    for place in places:
        data = small[:place] + bytes([small[place] ^ 1]) + small[place + 1 :]
        names = verdict(context, tmp_path, data)
        if not expected[place] & {*names}:
            missed.append((place, small[place - 10 : place + 10], names))
    assert not missed


def test_the_checker_page_names_every_byte(context: BrowserContext, small: bytes, tmp_path: Path) -> None:
    expected = owners(small)
    page = context.new_page()
    page.goto(evidence.PAGE.as_uri())
    for place in range(0, len(small), len(small) // 60):
        file = tmp_path / f"{place}.html"
        file.write_bytes(small[:place] + bytes([small[place] ^ 32]) + small[place + 1 :])
        page.locator("#file-verdict").evaluate("box => box.removeAttribute('data-damaged')")
        page.set_input_files("#file", file)
        box = page.locator("#file-verdict[data-damaged]")
        expect(box).to_have_class("verdict bad")
        assert expected[place] & {*str(box.get_attribute("data-damaged")).split()}, place
    file = tmp_path / "whole.html"
    file.write_bytes(small)
    page.set_input_files("#file", file)
    expect(page.locator("#file-verdict")).to_have_class("verdict good")
