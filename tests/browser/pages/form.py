"""The form of a document, drawn from its DocType."""

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.words import zh


class Form:
    """One open document. Fields are named as in the DocType; texts are what the screen says."""

    def __init__(self, page: Page, doctype: str, name: str = "", query: str = ""):
        self.page, self.doctype = page, doctype
        page.goto(
            f"/cso/form/{quote(doctype)}/{quote(name)}" if name else f"/cso/new/{quote(doctype)}{query}"
        )
        expect(page.locator("[data-fieldname]").first).to_be_visible()

    @property
    def name(self) -> str:
        self.page.wait_for_url("**/form/**")
        return unquote(self.page.url.split("?")[0].rstrip("/").rpartition("/")[2])

    def field(self, fieldname: str) -> Locator:
        """The field, after opening the tab it is on. A form that is being loaded gets a second look."""
        found = self.page.locator(f"[data-fieldname='{fieldname}']")
        for _ in range(10):
            if appears(found) or any(
                self._is_behind(tab, found) for tab in self.page.get_by_role("tab").all()
            ):
                break
        expect(found, f"field {fieldname}").to_be_visible()
        return found

    @staticmethod
    def _is_behind(tab: Locator, found: Locator) -> bool:
        tab.click()
        return appears(found)

    def control(self, fieldname: str) -> Locator:
        self.field(fieldname)
        return self.page.locator(f"#field-{fieldname}")

    def type(self, **texts: str) -> None:
        for fieldname, text in texts.items():
            enter(self.control(fieldname), text)

    def tick(self, *fieldnames: str) -> None:
        for fieldname in fieldnames:
            self.field(fieldname).get_by_role("checkbox").check()

    def choose(self, **choices: str) -> None:
        """Pick from lists of options, by their source text."""
        for fieldname, choice in choices.items():
            self.control(fieldname).click()
            self.page.get_by_role("option", name=zh(choice), exact=True).click()

    def link(self, **texts: str) -> None:
        """Type into link fields and take the first of what is found."""
        for fieldname, text in texts.items():
            pick(self.page, self.control(fieldname), text)

    def add_row(self, table: str, choices: dict[str, str], **texts: str) -> None:
        self.field(table).get_by_role("button", name=zh("Add row")).click()
        dialog = self.page.get_by_role("dialog")
        for fieldname, choice in choices.items():
            dialog.locator(f"#row-{fieldname}").click()
            self.page.get_by_role("option", name=zh(choice), exact=True).click()
        for fieldname, text in texts.items():
            enter(dialog.locator(f"#row-{fieldname}"), text)
        dialog.get_by_role("button", name=zh("Done")).click()
        expect(dialog).to_be_hidden()

    def paste_rows(self, table: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """What a person copies out of a spreadsheet."""
        self.field(table).get_by_role("button", name=zh("Paste from a table")).click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator("textarea").fill(
            "\n".join("\t".join(row) for row in [[zh(head) for head in heads], *rows])
        )
        dialog.get_by_role("button", name=zh("Add rows")).click()
        expect(dialog).to_be_hidden()

    def upload(self, number: int, file: Path) -> None:
        """Attach a file to one of the listed papers."""
        self.field("materials")
        self.page.locator(f"#material-{number}-file").set_input_files(file)
        expect(self.page.get_by_role("link", name=file.stem).first).to_be_visible()

    def save(self) -> None:
        self.page.get_by_role("button", name=zh("Save"), exact=True).click()
        expect(self.page.get_by_text(zh("Saved")).first).to_be_visible()
        expect(self.page.get_by_text(zh("Not saved"), exact=True)).to_be_hidden()

    def act(self, action: str, opinion: str = "", cited: Sequence[tuple[str, str]] = ()) -> None:
        """Take a step of the workflow: its button, what is cited, the opinion, and again its name."""
        name = zh(action, "Action")
        self.page.get_by_role("button", name=name, exact=True).click()
        dialog = self.page.get_by_role("dialog")
        for subject, problem in cited:
            dialog.get_by_role("combobox").fill(subject)
            self.page.get_by_role("option", name=subject, exact=True).click()
            dialog.get_by_placeholder(zh("What is missing or wrong")).last.fill(problem)
        if opinion:
            dialog.locator("textarea").fill(opinion)
        dialog.get_by_role("button", name=name, exact=True).click()
        expect(dialog).to_be_hidden()

    def expect_state(self, state: str) -> None:
        expect(self.page.get_by_text(zh(state, "State"), exact=True).first).to_be_visible()

    def is_open(self, fieldname: str) -> bool:
        """May this person change it now?"""
        return (
            self.field(fieldname).locator("input:enabled, textarea:enabled, [role=combobox]:enabled").count()
            > 0
        )


def appears(found: Locator) -> bool:
    try:
        found.wait_for(state="visible", timeout=250)
    except PlaywrightTimeout:
        return False
    return True


def enter(control: Locator, text: str) -> None:
    control.fill(text)
    control.press("Tab")


def pick(page: Page, box: Locator, text: str) -> None:
    box.click()
    box.fill(text)
    page.get_by_role("option", name=re.compile(f"^{re.escape(text)}")).first.click()
