"""Every figure of the dashboard leads to a list of as many rows, whoever looks at whatever region."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, flt, today

from benchless.site import Site
from cso_management import demo
from cso_management.api.dashboard import get_dashboard
from cso_management.demo import source
from cso_management.process.money import money

PEOPLE = sorted(
    {row["user"] for name in ("users", "more_users") for row in source.rows(name) if row["regions"]}
)
# Bound to a region, and no part of the office that leads it.
WITHOUT = ("custodian", "expert", "finance", "liaison", "operator", "procurement", "rep")
TASK = "CSO Approval Task"
seen = {"figures": 0, "rows": 0}


@pytest.fixture(scope="module")
def told(demo_site: Site) -> Iterator[Any]:
    """The demo county at work, with late tasks of communities, of the county itself and of no region."""
    with demo_site.session() as opened:
        frappe.local.lang = "zh"
        demo.load()
        frappe.set_user("Administrator")
        _make_late()
        yield opened
        frappe.set_user("Administrator")
        frappe.db.rollback()


def _make_late() -> None:
    names = frappe.get_all(TASK, filters={"status": "Open"}, pluck="name", order_by="name asc")
    assert len(names) > 8
    for place, name in enumerate(names):
        frappe.db.set_value(TASK, name, "due_on", add_days(today(), -1 - place))
    frappe.db.set_value(TASK, names[0], "region", "990121000000")
    frappe.db.set_value(TASK, names[1], "region", None)
    frappe.db.set_value(TASK, names[2], "region", "990100000000")
    frappe.db.set_value(TASK, names[3], "due_on", today())


def rows(figure: dict[str, Any], field: str = "name") -> list[Any]:
    """As the list asks for them."""
    return frappe.get_list(
        figure["doctype"], filters=figure["filters"], pluck=field, limit_page_length=0, order_by="name asc"
    )


def figures(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    parts = {"cards": "key", "overdue": "region", "pilots": "state"}
    found = [(f"{part} {row[key]}", row) for part, key in parts.items() for row in data[part]]
    return [*found, *[(f"target {row['region']}", row) for row in data["targets"]["short"]]]


def sees_a_dashboard(user: str) -> dict[str, Any] | None:
    frappe.set_user(user)
    try:
        return get_dashboard()
    except frappe.PermissionError:
        return None


@pytest.mark.parametrize("user", [*PEOPLE, "Administrator"])
def test_figures_equal_their_lists(told: Any, user: str) -> None:
    whole = sees_a_dashboard(user)
    if whole is None:
        assert user.split(".")[0] in WITHOUT, user
        return
    for region in [None, *[row["name"] for row in whole["regions"]]]:
        data = get_dashboard(region)
        for key, figure in figures(data):
            found = len(rows(figure))
            assert found == figure["value"], (region, key)
            seen["figures"] += 1
            seen["rows"] += found
        _sums(data)


def _sums(data: dict[str, Any]) -> None:
    """Money leads to the documents that it was added up from."""
    wanted = [("money", "amount", "committed"), ("money", "paid_total", "paid")]
    wanted += [("pilot_money", f"funds_{name}", name) for name in ("received", "used", "left")]
    for part, field, name in wanted:
        if data[part]:
            assert money(sum(flt(value) for value in rows(data[part], field))) == money(data[part][name])


def test_nothing_late_is_left_out(told: Any) -> None:
    frappe.set_user("Administrator")
    late = frappe.db.count(TASK, {"status": "Open", "due_on": ["<", today()]})
    shown = {row["region"]: row["value"] for row in get_dashboard()["overdue"]}
    assert sum(shown.values()) == late
    assert (shown["990121000000"], shown["990100000000"], shown[""]) == (1, 1, 1)


def test_many_figures_were_followed() -> None:
    assert seen["figures"] > 300
    assert seen["rows"] > 500
