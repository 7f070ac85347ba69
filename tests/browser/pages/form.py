"""The form of a document, drawn from its DocType."""

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect


class Form:
    """One open document. Fields are named as in the DocType; texts are what the screen says."""

    def __init__(self, page: Page, doctype: str, name: str = ""):
        self.page, self.doctype = page, doctype
        page.goto(f"/cso/form/{quote(doctype)}/{quote(name)}" if name else f"/cso/new/{quote(doctype)}")
        expect(page.locator("[data-fieldname]").first).to_be_visible()

    @property
    def name(self) -> str:
        self.page.wait_for_url("**/form/**")
        return self.page.url.split("?")[0].rstrip("/").rpartition("/")[2]

    def field(self, fieldname: str) -> Locator:
        """The field, after opening the tab it is on."""
        found = self.page.locator(f"[data-fieldname='{fieldname}']")
        if not found.is_visible():
            for tab in self.page.get_by_role("tab").all():
                tab.click()
                if found.is_visible():
                    break
        expect(found, f"field {fieldname}").to_be_visible()
        return found

    def type(self, fieldname: str, text: str) -> None:
        control = self.field(fieldname).locator(f"#field-{fieldname}")
        control.fill(text)
        control.press("Tab")

    def tick(self, fieldname: str) -> None:
        self.field(fieldname).get_by_role("checkbox").check()

    def choose(self, fieldname: str, text: str) -> None:
        self.field(fieldname).locator(f"#field-{fieldname}").click()
        self.page.get_by_role("option", name=text, exact=True).click()

    def link(self, fieldname: str, text: str) -> None:
        """Type into a link field and take the first of what is found."""
        self.field(fieldname)
        pick(self.page, f"#field-{fieldname}", text)

    def add_row(self, fieldname: str, **values: str) -> None:
        """Add a row to a child table. A value that begins with `?` is looked up, with `=` chosen."""
        self.field(fieldname).get_by_role("button", name="添加行").click()
        dialog = self.page.get_by_role("dialog")
        for name, value in values.items():
            control = f"#row-{name}"
            if value.startswith("?"):
                pick(self.page, control, value[1:])
            elif value.startswith("="):
                dialog.locator(control).click()
                self.page.get_by_role("option", name=value[1:], exact=True).click()
            else:
                dialog.locator(control).fill(value)
                dialog.locator(control).press("Tab")
        dialog.get_by_role("button", name="完成").click()
        expect(dialog).to_be_hidden()

    def upload(self, table: str, row: int, file: Path) -> None:
        """Attach a file to a row of a table of papers."""
        self.field(table).locator("tbody tr").nth(row).get_by_role("button", name="编辑").click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator("input[type=file]").set_input_files(file)
        expect(dialog.locator(f"a:has-text('{file.stem}')")).to_be_visible()
        dialog.get_by_role("button", name="完成").click()
        expect(dialog).to_be_hidden()

    def save(self) -> None:
        self.page.get_by_role("button", name="保存", exact=True).click()


def pick(page: Page, control: str, text: str) -> None:
    box = page.locator(control)
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()
