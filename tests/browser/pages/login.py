"""The log-in page."""

from playwright.sync_api import Page


def log_in(page: Page, user: str, password: str) -> None:
    page.goto("/cso/login")
    page.locator("input[autocomplete=username]").fill(user)
    page.locator("input[autocomplete=current-password]").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda address: "/login" not in address)
