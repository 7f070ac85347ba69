"""The figures that the demo county must give, worked out by hand from its list."""

from typing import Any

import frappe
import pytest

from cso_management import demo
from cso_management.registry.filing import states
from cso_management.reports.report.cso_basic_situation import cso_basic_situation
from cso_management.reports.report.cso_ledger import cso_ledger

IN_FORCE = {"status": ["in", ["Active", "Suspended"]]}


def organizations(**filters: Any) -> list[Any]:
    fields = ["name", "tier", "region", "town", "members_count", "volunteers_count", "primary_category"]
    return frappe.get_all(
        "CSO Organization", filters={**IN_FORCE, **filters}, fields=fields, order_by="name asc"
    )


def villages(**filters: Any) -> list[str]:
    conditions = {"level": "Village", **filters}
    return frappe.get_all("CSO Region", filters=conditions, pluck="name", order_by="name asc")


def tally(values: list[str]) -> dict[str, int]:
    return {value: values.count(value) for value in set(values)}


def test_i01_organizations(session: Any) -> None:
    assert frappe.db.count("CSO Organization") == 24
    assert len(organizations()) == 23


def test_i02_tiers(session: Any) -> None:
    expected = {"Registered": 3, "Filed": 16, "Village-guided": 4}
    assert tally([row.tier for row in organizations()]) == expected


@pytest.mark.parametrize(
    ("kind", "communities", "count", "average"), [("Urban", 7, 15, 2.14), ("Rural", 5, 8, 1.6)]
)
def test_i03_i04_average(session: Any, kind: str, communities: int, count: int, average: float) -> None:
    places = villages(community_type=kind)
    found = len(organizations(region=["in", places]))
    assert (len(places), found, round(found / len(places), 2)) == (communities, count, average)


def test_i06_no_blank_community(session: Any) -> None:
    assert set(villages()) == {row.region for row in organizations()}


def test_i12_volunteers_and_members(session: Any) -> None:
    rows = organizations()
    assert sum(row.members_count for row in rows) == 476
    assert sum(row.volunteers_count for row in rows) == 256
    assert sum(row.volunteers_count > 0 for row in rows) == 11


def test_per_town(session: Any) -> None:
    expected = {"990121001000": 7, "990121002000": 6, "990121100000": 6, "990121200000": 4}
    assert tally([row.town for row in organizations()]) == expected


def test_the_report_of_the_basic_situation_says_the_same(session: Any) -> None:
    _columns, data, _message, chart, _summary, _skip = cso_basic_situation.execute({})
    total = data[-1]
    assert (total["communities"], total["organizations"], total["households"]) == (12, 23, 20610)
    assert (total["members_count"], total["volunteers_count"], total["with_volunteers"]) == (476, 256, 11)
    assert (total["population"], total["per_10000"], total["mutual_share"]) == (57700, 3.99, 39.1)
    assert chart["data"]["datasets"][0]["values"] == [7, 6, 6, 4]


def test_the_ledger_report_masks_numbers(session: Any) -> None:
    _columns, rows, *_rest = cso_ledger.execute({})
    assert len(rows) == 24
    assert all("*" in row.principal_id_masked for row in rows)
    assert "principal_id_no" not in rows[0]


def test_one_case_per_state(session: Any) -> None:
    found = set(frappe.get_all("CSO Filing Application", pluck="workflow_state", order_by="name asc"))
    assert found == {*states.RUNNING, *states.EFFECTIVE, states.WITHDRAWN, states.LAPSED, states.UPHELD}


def test_loading_twice_adds_nothing(session: Any) -> None:
    doctypes = ("CSO Organization", "CSO Filing Application", "CSO Contact", "User", "User Permission")
    before = {doctype: frappe.db.count(doctype) for doctype in doctypes}
    demo.load_county()
    assert {doctype: frappe.db.count(doctype) for doctype in doctypes} == before


def test_one_account_per_role(session: Any) -> None:
    filters = {"name": ["like", "CSO %"], "disabled": 0}
    roles = set(frappe.get_all("Role", filters=filters, pluck="name", order_by="name asc"))
    assert {row["role"] for row in demo.accounts()} == roles
    assert all(row["user"].endswith(".example") for row in demo.accounts())
