"""The route designer, as an administrator uses it."""

import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.form import pick
from tests.browser.words import zh


class Designer:
    """One open route. Texts are given as the English source."""

    def __init__(self, page: Page):
        self.page = page

    def open(self, route: str, tab: str = "") -> None:
        self.page.goto(f"/cso/routes/{quote(route)}" + (f"?tab={tab}" if tab else ""))
        expect(self.page.get_by_role("heading", level=1, name=route)).to_be_visible()

    def tab(self, name: str) -> None:
        self.page.get_by_role("radio", name=name, exact=True).click()

    @property
    def panel(self) -> Locator:
        """Everything about the step that is open."""
        return self.page.get_by_role("region", name=re.compile(f"^{zh('Step: {0}').replace('{0}', '')}"))

    @property
    def scope(self) -> Locator:
        return self.page.get_by_role("region", name=zh("Where it applies"))

    def cards(self) -> list[str]:
        rows = self.page.get_by_role("list", name=zh("Steps"), exact=True).locator("button[aria-expanded]")
        return [row.inner_text() for row in rows.all()]

    def card(self, label: str) -> Locator:
        """The card of a step, by its name with or without its number."""
        title = self.page.locator("span", has_text=re.compile(rf"^(\d+\. )?{re.escape(label)}$"))
        return self.page.locator("li button[aria-expanded]").filter(has=title)

    def choose(self, where: Locator, label: str, option: str) -> None:
        """A list of choices; option is what the screen says."""
        where.get_by_role("combobox", name=labelled(label)).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def search(self, where: Locator, label: str, text: str) -> None:
        """A box in which one types and takes the first that is found."""
        pick(self.page, where.get_by_role("combobox", name=labelled(label)), text)

    def button(self, name: str, context: str | None = None) -> Locator:
        return self.page.get_by_role("button", name=zh(name, context), exact=True)

    def save(self) -> None:
        self.button("Save").click()
        expect(self.page.get_by_text(zh("Not saved"), exact=True)).to_be_hidden()

    def stored(self, route: str) -> dict:
        answer = self.page.request.get(f"/api/resource/{quote('CSO Approval Route')}/{quote(route)}")
        return answer.json()["data"]

    def call(self, method: str, **values: object) -> tuple[int, dict]:
        """What the page's own session may do without the page."""
        token = self.page.evaluate("window.csrf_token")
        answer = self.page.request.post(
            f"/api/method/{method}", data=values, headers={"X-Frappe-CSRF-Token": token}
        )
        return answer.status, answer.json()


def labelled(label: str) -> re.Pattern[str]:
    """The label of a field, with the sign of a required one."""
    return re.compile(rf"^{re.escape(label)}\s*({re.escape(zh('(required)'))})?$")
