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
from tools.paths import FRONTEND

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
    file = next((place / sites.SITE).rglob("site.db"))
    with sqlite3.connect(file, timeout=20) as database:
        changed = database.execute(f'update "tab{LOG}" set opinion = ? where name = ?', ("改过", name))
        assert changed.rowcount == 1
    database.close()


def test_a_delegation_shows_what_was_decided_under_it_and_ends(person: Enter, served_at: Target) -> None:
    leader, county = person("leader"), person("county")
    me, other = served_at.accounts["leader"][0], served_at.accounts["county"][0]
    design = Designer(leader)
    leader.goto("/cso/delegations")
    design.button("New delegation").click()
    dialog = leader.get_by_role("dialog")
    design.search(dialog, zh("Stand-in"), "宋立新")
    today = leader.evaluate("new Date().toLocaleDateString('sv')")
    dialog.locator("#delegation-end").fill(today)
    dialog.locator("#delegation-end").press("Tab")
    dialog.get_by_role("button", name=zh("Delegate"), exact=True).click()
    expect(dialog).to_be_hidden()
    fields = ["name", "title", "reference_doctype", "reference_name"]
    filing = {"reference_doctype": "CSO Filing Application"}
    task = listed(leader, TASK, fields, holder=me, status="Open", **filing)[0]
    details = {"doctype": task["reference_doctype"], "name": task["reference_name"], "task": task["name"]}
    answer = Designer(county).call("cso_management.api.approvals.act", act="agree", opinion="同意", **details)
    assert answer[0] == 200, answer[1]
    leader.reload()
    row = leader.get_by_role("main").locator("li").filter(has_text="宋立新").first
    row.get_by_role("button", name=zh("Decided under it")).click()
    decided = row.get_by_role("list", name=zh("Decided under this delegation"))
    expect(decided).to_contain_text(task["title"])
    row.get_by_role("button", name=zh("End now")).click()
    leader.get_by_role("dialog").get_by_role("button", name=zh("End now"), exact=True).click()
    expect(leader.get_by_role("heading", name=zh("Past"))).to_be_visible()
    stored = listed(leader, DELEGATION, ["disabled", "ended_at"], from_user=me, to_user=other)
    assert stored[0]["disabled"] == 1 and stored[0]["ended_at"]


SHIPPED = quote("社区社会组织备案")
PAGES = {
    "routes": "routes",
    "designer": f"routes/{SHIPPED}",
    "trial": f"routes/{SHIPPED}?tab=try",
    "versions": f"routes/{SHIPPED}?tab=versions",
    "replay": f"routes/{SHIPPED}?tab=replay",
    "running": f"routes/{SHIPPED}?tab=running",
    "calendar": "calendar/2026",
    "relief": "relief",
    "records": "records",
    "delegations": "delegations",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
TOUCHED = "main button:not([role=checkbox]), main [role=combobox], main input:not([type=checkbox])"
SMALL = """(touched) => [...document.querySelectorAll(touched)]
    .map((found) => [found.innerText || found.getAttribute("aria-label"), found.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height > 0 && box.height < 43.5).map(([name]) => name)"""


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is one of the front end's development packages")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", PAGES)
def test_nothing_stands_in_anybodys_way(person: Enter, place: str, lang: str) -> None:
    page = person("manager")
    sign = "&" if "?" in PAGES[place] else "?"
    page.goto(f"/cso/{PAGES[place]}{sign}_lang={lang}")
    page.wait_for_load_state("networkidle")
    if place == "designer":
        page.locator("li button[aria-expanded]").first.click()
        expect(page.locator("#preview-region")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (rules) => (await axe.run(document, {runOnly: rules})).violations"
        ".map((row) => [row.id, row.nodes.map((node) => node.html)])",
        RULES,
    )
    assert found == []


@pytest.mark.parametrize("place", PAGES)
def test_fingers_find_everything_on_a_telephone(person: Enter, place: str) -> None:
    page = person("manager", phone=True)
    page.goto(f"/cso/{PAGES[place]}")
    page.wait_for_load_state("networkidle")
    if place == "designer":
        page.locator("li button[aria-expanded]").first.click()
        expect(page.locator("#preview-region")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(SMALL, TOUCHED) == []
