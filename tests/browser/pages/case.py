"""The page of one case: its decisions, its other acts, its dialog."""

from collections.abc import Sequence
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.form import appears
from tests.browser.words import zh


class Case:
    """Buttons are named by their act, as the screen says it."""

    def __init__(self, page: Page, doctype: str, name: str, query: str = ""):
        self.page, self.doctype, self.name = page, doctype, name
        self.open(query)

    def open(self, query: str = "") -> None:
        self.page.goto(f"/cso/form/{quote(self.doctype)}/{quote(self.name)}{query}")
        expect(self.page.locator("[data-fieldname]").first).to_be_visible()
        expect(self.page.get_by_role("region", name=zh("State of the case"))).to_be_visible()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog").last

    def press(self, label: str) -> None:
        """A decision stands on the page, every other act under "more"."""
        expect(self.page.get_by_role("region", name=zh("State of the case"))).to_be_visible()
        button = self.page.get_by_role("button", name=label, exact=True)
        if appears(button):
            button.click()
            return
        self.page.get_by_role("button", name=zh("More acts"), exact=True).click()
        self.page.get_by_role("menuitem", name=label, exact=True).click()

    def choose_people(self, *names: str) -> None:
        box = self.dialog.get_by_role("combobox").last
        for name in names:
            box.click()
            box.fill(name)
            self.page.get_by_role("option", name=name).first.click()

    def cite(self, *rows: tuple[str, str, str]) -> None:
        """A field, what is wrong with it, and the clause that asks for it."""
        for field, problem, clause in rows:
            self.dialog.get_by_role("combobox").first.fill(field)
            self.page.get_by_role("option", name=field, exact=True).click()
            self.dialog.get_by_placeholder(zh("What is missing or wrong")).last.fill(problem)
            self.dialog.get_by_placeholder(zh("Clause (optional)")).last.fill(clause)

    def write(self, opinion: str) -> None:
        self.dialog.locator("textarea").last.fill(opinion)

    def send(self, label: str) -> None:
        dialog = self.dialog
        dialog.get_by_role("button", name=label, exact=True).click()
        expect(dialog).to_be_hidden()

    def act(self, label: str, opinion: str = "", people: Sequence[str] = ()) -> None:
        """An act from its button to the closed dialog."""
        self.press(label)
        if people:
            self.choose_people(*people)
        if opinion:
            self.write(opinion)
        self.send(label)

    def labels(self) -> list[str]:
        """Every act on offer."""
        found = [
            text.strip() for text in self.page.locator("header button").all_inner_texts() if text.strip()
        ]
        more = self.page.get_by_role("button", name=zh("More acts"), exact=True)
        if appears(more):
            more.click()
            found += self.page.get_by_role("menuitem").all_inner_texts()
            self.page.keyboard.press("Escape")
        return found

    def expect_text(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sign(self, *strokes: Sequence[tuple[int, int]]) -> None:
        """Draw with the mouse on the pad."""
        pad = self.dialog.locator("canvas")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        for first, *rest in strokes:
            self.page.mouse.move(box["x"] + first[0], box["y"] + first[1])
            self.page.mouse.down()
            for x, y in rest:
                self.page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
            self.page.mouse.up()
