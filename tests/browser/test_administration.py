"""Calendar, deadline relief, verification and delegations, as the administrator uses them."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.designer import Designer
from tests.browser.target import Target
from tests.browser.words import zh
from tests.support import sites

Enter = Callable[..., Page]
LOG, TASK, DELEGATION = "CSO Approval Log", "CSO Approval Task", "CSO Approval Delegation"


@pytest.fixture
def design(person: Enter) -> Designer:
    return Designer(person("manager"))


def listed(page: Page, doctype: str, fields: list[str], **filters: object) -> list[dict]:
    query = f"fields={quote(json.dumps(fields))}&filters={quote(json.dumps(filters))}&limit_page_length=0"
    return page.request.get(f"/api/resource/{quote(doctype)}?{query}").json()["data"]


class TestCalendar:
    def test_next_year_is_missing_and_said(self, design: Designer) -> None:
        design.page.goto("/cso/calendar/2026")
        expect(design.page.get_by_role("status").filter(has_text="2027")).to_be_visible()
        design.page.get_by_role("button", name=zh("Enter {0}").replace("{0}", "2027")).click()
        expect(design.page.get_by_role("heading", level=1)).to_contain_text("2027")
        expect(design.page.get_by_text(zh("Not entered yet"))).to_be_visible()

    def test_days_are_entered_with_the_keyboard_and_saved(self, design: Designer) -> None:
        page = design.page
        page.get_by_label(zh("From", "Date"), exact=True).fill("2027-10-01")
        page.get_by_label(zh("To (empty: one day)")).fill("2027-10-07")
        page.get_by_label(zh("Name", "Day"), exact=True).fill("国庆节")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("^2027年10月7日.*国庆节"))).to_be_visible()
        saturday = page.get_by_role("button", name=re.compile("^2027年10月9日"))
        saturday.focus()
        page.keyboard.press("Enter")
        expect(saturday).to_contain_text(zh("make-up working day"))
        design.save()
        page.reload()
        expect(page.get_by_role("button", name=re.compile("^2027年10月9日"))).to_contain_text(
            zh("make-up working day")
        )
        stored = page.request.get(f"/api/resource/{quote('CSO Work Calendar')}/2027").json()["data"]
        assert [row["kind"] for row in stored["days"]] == ["Holiday"] * 7 + ["Workday"]

    def test_a_file_with_errors_is_told_row_by_row_and_stores_nothing(
        self, design: Designer, tmp_path: Path
    ) -> None:
        page = design.page
        file = tmp_path / "calendar.csv"
        file.write_text(
            "日期,类型,名称\n2028-01-01,放假,元旦\n2028-13-01,放假,\n2028-01-03,也许,\n2028-01-01,上班,\n",
            encoding="utf-8",
        )
        design.button("Import from Excel").click()
        dialog = page.get_by_role("dialog")
        dialog.locator("input[type=file]").set_input_files(file)
        expect(dialog.get_by_role("alert")).to_contain_text("3")
        for number, said in (
            (3, "The first column is no date. Write it as 2027-01-01."),
            (4, "The second column must say 放假 (Holiday) or 上班 (Workday)."),
            (5, "This day is listed twice. Remove one of the rows."),
        ):
            row = dialog.get_by_role("row").filter(has_text=zh(said))
            expect(row.get_by_role("cell").first).to_have_text(str(number))
        expect(dialog.get_by_role("button", name=zh("Import"), exact=True)).to_be_disabled()

    def test_the_mended_file_is_stored(self, design: Designer, tmp_path: Path) -> None:
        page = design.page
        template = page.request.get("/api/method/cso_management.api.clock.calendar_template?year=2026")
        assert template.body()[:2] == b"PK" and "2026" in template.headers["content-disposition"]
        file = tmp_path / "template.xlsx"
        file.write_bytes(
            page.request.get("/api/method/cso_management.api.clock.calendar_template?year=2028").body()
        )
        dialog = page.get_by_role("dialog")
        dialog.locator("input[type=file]").set_input_files(file)
        expect(dialog.get_by_role("status")).to_contain_text(
            zh("{0}: {1} days").replace("{0}", "2028").replace("{1}", "3")
        )
        dialog.get_by_role("button", name=zh("Import"), exact=True).click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_contain_text("2028")
        stored = page.request.get(f"/api/resource/{quote('CSO Work Calendar')}/2028").json()["data"]
        assert len(stored["days"]) == 3


def test_deadlines_are_put_off_and_put_back(design: Designer) -> None:
    page = design.page
    fields, filters = ["name", "due_on"], {"status": "Open", "due_on": ["is", "set"]}
    before = {row["name"]: row["due_on"] for row in listed(page, TASK, fields, **filters)}
    page.goto("/cso/relief")
    design.button("Put off deadlines").click()
    dialog = page.get_by_role("dialog")
    design.search(dialog, zh("Regions, each with everything below it"), "望湖街道")
    counted = dialog.get_by_role(
        "heading", name=re.compile(zh("{0} open tasks get a new date").replace("{0}", r"[1-9]\d*"))
    )
    expect(counted).to_be_visible()
    count = int(re.search(r"\d+", counted.inner_text()).group())  # type: ignore[union-attr]
    dialog.get_by_label(zh("Reason", "Decision")).fill("机房搬迁，系统停机三天")
    send = dialog.get_by_role("button", name=zh("Put off {0} deadlines").replace("{0}", str(count)))
    send.click()
    expect(dialog.get_by_text(zh("Write the number of the document that orders it."))).to_be_visible()
    dialog.get_by_label(zh("Document number")).fill("清民〔2026〕9号")
    send.click()
    expect(dialog).to_be_hidden()
    row = page.get_by_role("main").get_by_role("listitem").filter(has_text="清民〔2026〕9号")
    expect(row).to_contain_text("望湖街道")
    moved = {row["name"]: row["due_on"] for row in listed(page, TASK, fields, **filters)}
    assert sum(moved[name] != day for name, day in before.items()) == count
    row.get_by_role("button", name=zh("Undo {0}").replace("{0}", "清民〔2026〕9号")).click()
    page.get_by_role("dialog").get_by_role("button", name=zh("Undo"), exact=True).click()
    expect(row.get_by_text(zh("Undone"), exact=True)).to_be_visible()
    assert {row["name"]: row["due_on"] for row in listed(page, TASK, fields, **filters)} == before


def test_a_changed_row_is_found_and_named(design: Designer, served_at: Target) -> None:
    if served_at.place is None:
        pytest.skip("changes a row behind the back of the system: only on a site of our own")
    page = design.page
    page.goto("/cso/records")
    design.button("Check all cases").click()
    expect(page.get_by_role("status").filter(has_text=re.compile("全部相符"))).to_be_visible(timeout=60_000)
    row = listed(page, LOG, ["name", "reference_name", "reference_doctype", "sequence"], sequence=2)[0]
    tamper(served_at.place, row["name"])
    design.button("Check all cases").click()
    broken = page.get_by_role("status").filter(has_text=zh("row {0}").replace("{0}", "2"))
    expect(broken).to_be_visible(timeout=60_000)
    broken.get_by_role("link").click()
    page.wait_for_url(f"**/form/**/{quote(row['reference_name'])}")


def tamper(place: Path, name: str) -> None:
    """As somebody with the database in his hands would do it."""
    file = next((place / sites.SITE).rglob("*.db"))
    with sqlite3.connect(file, timeout=20) as database:
        changed = database.execute(f'update "tab{LOG}" set opinion = ? where name = ?', ("改过", name))
        assert changed.rowcount == 1
    database.close()
