"""An administrator draws a route, proves it, publishes it and moves the running cases: all in the browser."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.designer import Designer
from tests.browser.words import zh

API = "cso_management.api.approvals"
SHIPPED, ROUTE = "社区社会组织备案", "柳溪镇备案试行"
Enter = Callable[..., Page]


@pytest.fixture
def design(person: Enter) -> Designer:
    return Designer(person("manager"))


def problems(design: Designer, count: int) -> None:
    """The red badge says how many faults there are; none hides it."""
    badge = design.page.locator("header").get_by_text(
        zh("{0} problems").replace("{0}", str(count)), exact=True
    )
    if count:
        expect(badge).to_be_visible()
    else:
        some = design.page.locator("header").get_by_text(
            re.compile(zh("{0} problems").replace("{0}", r"\d+"))
        )
        expect(some).to_have_count(0)


class TestStory:
    """One story; each step goes on where the one before ended."""

    def test_01_a_route_from_nothing(self, design: Designer) -> None:
        page = design.page
        page.goto("/cso/routes")
        design.button("New", "Button").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(zh("Name of the route")).fill(ROUTE)
        design.choose(dialog, zh("For which documents"), zh("CSO Filing Application"))
        design.search(dialog, zh("Region (empty: everywhere)"), "柳溪镇")
        dialog.get_by_role("button", name=zh("Create"), exact=True).click()
        expect(page.get_by_role("heading", level=1, name=ROUTE)).to_be_visible()
        expect(page.get_by_text(zh("The route has no step. Add at least one step."))).to_be_visible()

    def test_02_the_red_badge_appears_and_says_what_to_do(self, design: Designer) -> None:
        design.button("Add the first step").click()
        design.panel.get_by_label(zh("Name of the step")).fill("镇受理")
        design.choose(design.panel, zh("State of the workflow"), zh("Town Acceptance", "State"))
        said = zh("Nobody is named to decide. Choose a role, people or a field under “Who”.")
        expect(design.card("镇受理").get_by_text(said)).to_be_visible()
        expect(design.card("镇受理").get_by_text(zh("nobody is named yet"))).to_be_visible()

    def test_03_every_fault_that_is_mended_goes(self, design: Designer) -> None:
        panel = design.panel
        panel.get_by_role("button", name=zh("Choose who decides")).click()
        design.search(panel, zh("Role"), zh("CSO Township Clerk"))
        level = zh("At which level above the document")
        design.choose(panel, level, zh("Town"))
        panel.get_by_label(zh("Time limit (0: none)")).fill("3")
        for action in ("Accept", "Acknowledge"):
            label = zh("{0} means agreement").replace("{0}", zh(action, "Action"))
            panel.get_by_role("checkbox", name=label).check()
        sentence = "单据所在街镇的街镇民政助理，任一人，3 个工作日"
        expect(design.card("镇受理").get_by_text(sentence)).to_be_visible()
        expect(
            design.card("镇受理").get_by_text(re.compile(zh("{0} problems").replace("{0}", r"\d")))
        ).to_have_count(0)

    def test_04_names_instead_of_rules(self, design: Designer) -> None:
        design.search(design.panel, zh("Who is that today in"), "上柳村")
        expect(design.panel.get_by_text("周晓峰")).to_be_visible()

    def test_05_where_it_applies(self, design: Designer) -> None:
        design.page.get_by_role("button", name=re.compile(zh("Start: where it applies"))).click()
        for action in ("Submit", "Escalate"):
            label = zh("{0} submits").replace("{0}", zh(action, "Action"))
            design.scope.get_by_role("checkbox", name=label, exact=True).check()
        problems(design, 0)

    def test_06_a_second_and_a_third_step_in_order(self, design: Designer) -> None:
        steps = [
            ("镇审查", "Town Examination", ["Propose"], "CSO Township Clerk"),
            ("镇决定", "Town Decision", ["Approve"], "CSO Township Leader"),
        ]
        for label, state, actions, role in steps:
            last = design.page.get_by_role(
                "button", name=re.compile(f"^{zh('Add a step after {0}').split('{0}')[0]}")
            )
            last.last.click()
            design.panel.get_by_label(zh("Name of the step")).fill(label)
            design.choose(design.panel, zh("State of the workflow"), zh(state, "State"))
            design.panel.get_by_role("button", name=zh("Choose who decides")).click()
            design.search(design.panel, zh("Role"), zh(role))
            for action in actions:
                name = zh("{0} means agreement").replace("{0}", zh(action, "Action"))
                design.panel.get_by_role("checkbox", name=name).check()
        design.panel.get_by_role("checkbox", name=zh("This step decides the case")).check()
        assert [text.split("\n")[0] for text in design.cards()] == ["1. 镇受理", "2. 镇审查", "3. 镇决定"]
        problems(design, 0)

    def test_07_moved_with_the_keyboard_and_undone(self, design: Designer) -> None:
        design.card("镇审查").focus()
        design.page.keyboard.press("Alt+ArrowUp")
        expect(design.card("1. 镇审查")).to_be_visible()
        design.button("Undo").click()
        expect(design.card("1. 镇受理")).to_be_visible()
        design.page.get_by_role("button", name=zh("Remove {0}").replace("{0}", "镇审查")).click()
        expect(design.card("镇审查")).to_have_count(0)
        design.page.locator("[data-sonner-toast]").get_by_role("button", name=zh("Undo")).click()
        expect(design.card("2. 镇审查")).to_be_visible()

    def test_08_a_condition_without_code(self, design: Designer) -> None:
        if not design.panel.is_visible() or "镇审查" not in design.panel.inner_text():
            design.card("镇审查").click()
        panel = design.panel
        panel.get_by_role("button", name=zh("Add condition")).click()
        said = re.compile(
            zh("The condition names the field “{0}”, which the form does not have. Choose another.").split(
                "{0}"
            )[0]
        )
        expect(design.card("镇审查").get_by_text(said)).to_be_visible()
        row = panel.get_by_role("group", name=zh("Condition {0}").replace("{0}", "1"))
        design.search(row, zh("Field"), zh("Application Type"))
        design.choose(row, zh("Comparison"), zh("=", "Operator"))
        design.choose(row, zh("Value"), zh("New"))
        words = zh("{0} is {1}").replace("{0}", zh("Application Type")).replace("{1}", zh("New"))
        expect(
            design.page.get_by_text(zh("Only if {0}; else passed over").replace("{0}", words))
        ).to_be_visible()
        problems(design, 0)

    def test_09_fields_that_are_hidden_and_open(self, design: Designer) -> None:
        panel = design.panel
        design.search(panel, zh("Fields that are hidden in this step"), zh("Purpose"))
        expect(
            design.card("镇审查").get_by_text(zh("{0} fields are hidden").replace("{0}", "1"))
        ).to_be_visible()
        design.save()
        stored = design.stored(ROUTE)
        row = stored["steps"][1]
        assert json.loads(row["condition"]) == [
            {"field": "application_type", "operator": "=", "value": "New"}
        ]
        assert row["hidden_fields"] and stored["steps"][0]["region_level"] == "Town"
        assert stored["region"] and stored["status"] == "Draft"

    def test_10_a_sample_is_tried_and_kept(self, design: Designer) -> None:
        page = design.page
        design.tab(zh("Try", "Tab"))
        trial = page.get_by_role("region", name=zh("Try it"))
        expect(trial.get_by_text(zh("Simulated"), exact=True)).to_be_visible()
        design.search(trial, zh("Region"), "上柳村")
        design.choose(trial, zh("Application Type"), zh("New"))
        trial.get_by_role("button", name=zh("Show the way")).click()
        steps = trial.get_by_role("list", name=zh("Predicted steps"))
        expect(steps.get_by_text("周晓峰").first).to_be_visible()
        expect(steps.get_by_text("马国强")).to_be_visible()
        trial.get_by_role("button", name=zh("Keep as scenario")).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(zh("Name of the scenario")).fill("新备案走三步")
        dialog.get_by_role("checkbox", name=zh("exactly {0}").replace("{0}", "马国强")).check()
        dialog.get_by_role("button", name=zh("Keep"), exact=True).click()
        expect(page.get_by_text(zh("All hold"))).to_be_visible()
        design.save()
        assert [row["holds"] for row in design.stored(ROUTE)["scenarios"]] == [1]

    def test_11_a_failing_scenario_forbids_publishing(self, design: Designer) -> None:
        page = design.page
        design.tab(zh("Draw", "Tab"))
        row = design.panel.get_by_role("group", name=zh("Condition {0}").replace("{0}", "1"))
        design.choose(row, zh("Value"), zh("Change"))
        design.tab(zh("Try", "Tab"))
        scenarios = page.get_by_role("region", name=zh("Scenarios"), exact=True)
        expect(scenarios.get_by_text(zh("Fails"), exact=True)).to_be_visible()
        expect(scenarios.get_by_role("alert")).to_contain_text("镇受理 → 镇审查 → 镇决定")
        design.button("Publish", "Route").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("alert")).to_contain_text("新备案走三步")
        expect(dialog.get_by_role("button", name=zh("Publish", "Route"), exact=True)).to_be_disabled()
        dialog.get_by_role("button", name=zh("Cancel", "Button"), exact=True).click()
        status, answer = design.call(f"{API}.publish_route", name=ROUTE)
        said = [json.loads(row)["message"] for row in json.loads(answer["_server_messages"])]
        assert status == 417 and "新备案走三步" in said[0]
        assert design.stored(ROUTE)["version"] == 0

    def test_12_mended_and_published_with_a_note(self, design: Designer) -> None:
        page = design.page
        design.button("Undo").click()
        expect(page.get_by_text(zh("All hold"))).to_be_visible()
        design.button("Publish", "Route").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(zh("What changed and why")).fill("柳溪镇先行试点")
        dialog.get_by_role("button", name=zh("Publish", "Route"), exact=True).click()
        expect(dialog).to_be_hidden()
        expect(
            page.locator("header").get_by_text(re.compile(zh("Version {0}").replace("{0}", "1")))
        ).to_be_visible()
        design.tab(zh("Versions"))
        expect(page.get_by_text("柳溪镇先行试点")).to_be_visible()
        assert design.stored(ROUTE)["status"] == "Published"

    def test_13_the_next_version_lists_its_differences(self, design: Designer) -> None:
        page = design.page
        design.tab(zh("Draw", "Tab"))
        design.card("镇受理").click()
        design.panel.get_by_label(zh("Time limit (0: none)")).fill("5")
        design.save()
        expect(page.get_by_text(zh("Changed since version {0}").replace("{0}", "1"))).to_be_visible()
        design.tab(zh("Versions"))
        row = page.get_by_role("row", name=re.compile("镇受理"))
        expect(row).to_contain_text("3")
        expect(row).to_contain_text("5")
        design.button("Take out of force").click()
        page.get_by_role("dialog").get_by_role("button", name=zh("Take out of force"), exact=True).click()
        expect(page.locator("header").get_by_text(re.compile(zh("Retired", "Route")))).to_be_visible()


def test_a_replay_lists_what_would_change(design: Designer) -> None:
    page = design.page
    design.open(SHIPPED)
    design.card("街镇决定").click()
    design.panel.get_by_label(zh("Time limit (0: none)")).fill("7")
    design.tab(zh("Replay"))
    design.button("Replay").click()
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_text(re.compile(r"[1-9]\d* 件会变化"), timeout=60_000)
    expect(page.get_by_text(zh("other dates")).first).to_be_visible()
    assert design.stored(SHIPPED)["version"] == 1
    design.button("Undo").click()


def test_a_running_case_moves_to_the_new_version(design: Designer) -> None:
    page = design.page
    design.open(SHIPPED)
    design.card("街镇受理").click()
    design.choose(design.panel, zh("Opinion required"), zh("Always"))
    design.button("Publish", "Route").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("row", name=re.compile("街镇受理"))).to_be_visible()
    dialog.get_by_label(zh("What changed and why")).fill("受理须写意见")
    dialog.get_by_role("button", name=zh("Publish", "Route"), exact=True).click()
    expect(dialog).to_be_hidden()
    design.tab(zh("Running cases"))
    boxes = page.get_by_role("main").locator("li").get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    cases = design.call(f"{API}.move_preview", route=SHIPPED)
    before = page.request.get(f"/api/method/{API}.move_preview?route={quote(SHIPPED)}").json()["message"][
        "cases"
    ]
    assert cases[0] == 403 or before
    boxes.first.check()
    page.get_by_role("button", name=zh("Move {0} cases").replace("{0}", "1")).click()
    page.get_by_role("dialog").get_by_role("button", name=zh("Move"), exact=True).click()
    report = page.get_by_role("region", name=re.compile(zh("{0} cases moved, {1} not").split("{0}")[0]))
    expect(report).to_contain_text(before[0]["title"])
    after = page.request.get(f"/api/method/{API}.move_preview?route={quote(SHIPPED)}").json()["message"][
        "cases"
    ]
    assert len(after) == len(before) - 1
