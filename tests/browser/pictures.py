"""Takes the pictures of the documents from the running product: python -m tests.browser.pictures"""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.pages.login import log_in
from tests.browser.target import Target, target
from tools import machine
from tools.paths import ROOT

IMAGES = ROOT / "docs" / "images"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        target(Path(scratch)) as at,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=["--no-sandbox"])
        clerk = enter(browser, at, "clerk", DESK)
        take(clerk, "", "home")
        take(clerk, f"form/CSO Filing Application/{first(clerk, 'Town Acceptance')}", "case")
        take(clerk, "report/CSO Quarterly Filing Statistics", "statistics")
        take(enter(browser, at, "clerk", PHONE), "tasks", "phone")
        certificate(clerk)
        browser.close()
    return 0


def enter(browser: Browser, at: Target, part: str, size: dict[str, int]) -> Page:
    page = browser.new_context(base_url=at.address, locale="zh-CN", viewport=size).new_page()  # type: ignore[arg-type]
    log_in(page, *at.accounts[part])
    return page


def take(page: Page, path: str, name: str) -> None:
    page.goto(f"/cso/{path}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # charts draw themselves slowly
    page.screenshot(path=IMAGES / f"{name}.png")


def first(page: Page, state: str) -> str:
    """An application of the demo in this state."""
    query = f'filters=[["workflow_state","=","{state}"],["application_type","=","New"]]&limit_page_length=1'
    return str(page.request.get(f"/api/resource/CSO Filing Application?{query}").json()["data"][0]["name"])


def certificate(page: Page) -> None:
    """The first certificate of the demo, as a picture of its page."""
    name = first(page, "Certificate Issued")
    choice = f"doctype=CSO Filing Application&name={name}&format=CSO Filing Certificate"
    pdf = page.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{choice}").body()
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil()
    picture.convert("P", palette=1, colors=64).save(IMAGES / "certificate.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
