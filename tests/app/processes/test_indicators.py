"""Indicators of the demo county against the figures that were counted by hand, and locked tables."""

from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest

from cso_management.planning import periods
from cso_management.planning.indicators import formulas, table
from cso_management.planning.indicators.catalogue import INDICATORS, MEASURES
from cso_management.planning.indicators.scope import DIMENSIONS, Scope
from cso_management.reports.report.cso_indicators import cso_indicators

from .test_shared import organization

Become = Callable[[str], None]
COUNTY = "990121000000"
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
# From the outline of the demo county.
COUNTED = {
    "I01": 23,
    "I02a": 3,
    "I02b": 16,
    "I02c": 4,
    "I03": 2.14,
    "I04": 1.6,
    "I06": 0,
    "I07": 3.99,
    "I08": 39.1,
    "I12a": 47.8,
    "I12b": 256,
}
TOWNS = {"990121001000": 7, "990121002000": 6, "990121100000": 6, "990121200000": 4}


def values(dimension: str = "", region: str = COUNTY, everything: bool = True) -> dict[tuple[str, str], Any]:
    scope = Scope(*THIS_YEAR, region, dimension, everything=everything)
    return {(row["code"], row["heading"]): row["value"] for row in table.rows(scope)}


def test_the_county_as_counted_by_hand(session: Any) -> None:
    found = values()
    assert {code: found[code, ""] for code in COUNTED} == COUNTED


def test_towns_add_up(session: Any) -> None:
    found = values("Town")
    assert {town: found["I01", town] for town in TOWNS} == TOWNS


@pytest.mark.parametrize("dimension", [name for name in DIMENSIONS if name])
def test_headings_add_up_to_the_whole(session: Any, dimension: str) -> None:
    whole, parts = values(), values(dimension)
    for code in ("I01", "I12b", "I23a", "I23b", "I31a"):
        total = sum(value or 0 for (key, _heading), value in parts.items() if key == code)
        assert total == whole[code, ""], code


def test_each_reader_gets_his_own_rows(as_user: Become) -> None:
    whole = values("Town")
    as_user("clerk.wanghu")
    own = values("Town", region="", everything=False)
    assert set(heading for _code, heading in own) == {"990121001000"}
    assert own["I01", "990121001000"] == whole["I01", "990121001000"]
    as_user("rep.yinling")
    assert values(region="", everything=False)["I11", ""] is None, "no region, no communities"


def test_the_past_is_what_it_was(session: Any) -> None:
    name = organization()
    before = values()["I01", ""]
    frappe.db.set_value("CSO Organization", name, {"status": "Cancelled", "status_changed_on": "2027-01-05"})
    assert values()["I01", ""] == before
    frappe.db.set_value("CSO Organization", name, "status_changed_on", "2026-12-31")
    assert values()["I01", ""] == before - 1


def test_a_locked_table_stays(as_user: Become) -> None:
    as_user("statistician.county")
    body = {"period_kind": "Year", "first_day": "2026-05-05", "region": COUNTY}
    doc = frappe.get_doc({"doctype": "CSO Period Snapshot", **body}).insert()
    assert (doc.title, str(doc.first_day), str(doc.last_day)) == ("清禾县 2026年", "2026-01-01", "2026-12-31")
    first = doc.values_hash
    as_user("Administrator")
    frappe.db.set_value("CSO Organization", organization(), "volunteers_count", 999)
    as_user("statistician.county")
    doc.take()
    assert doc.values_hash != first
    doc.lock()
    doc = frappe.get_doc(doc.doctype, doc.name)
    with pytest.raises(frappe.ValidationError, match="已锁定"):
        doc.take()
    with pytest.raises(frappe.ValidationError, match="已锁定"):
        frappe.get_doc(doc.doctype, doc.name).delete()
    with pytest.raises(frappe.ValidationError, match="已存在"):
        frappe.get_doc({"doctype": "CSO Period Snapshot", **body}).insert()


def test_only_the_statistician_locks(as_user: Become) -> None:
    as_user("officer.county")
    body = {"period_kind": "Month", "first_day": "2026-05-05", "region": COUNTY}
    doc = frappe.get_doc({"doctype": "CSO Period Snapshot", **body}).insert()
    with pytest.raises(frappe.PermissionError, match="统计员"):
        doc.lock()


def test_the_report_speaks_for_its_reader(as_user: Become) -> None:
    as_user("leader.county")
    columns, data, _message, chart, *_rest = cso_indicators.execute(
        {"dimension": "Town", "codes": "I01 I12b"}
    )
    assert [column["fieldname"] for column in columns][:3] == ["code", "label", "heading_label"]
    assert {row["code"] for row in data} == {"I01", "I12b"}
    assert chart["data"]["labels"]
    with pytest.raises(frappe.ValidationError, match="不得早于"):
        cso_indicators.execute({"from_date": "2026-02-01", "to_date": "2026-01-01"})


def test_every_indicator_uses_known_measures() -> None:
    used = {name for indicator in INDICATORS for name in indicator.uses}
    assert used <= set(MEASURES)
    assert len({indicator.code for indicator in INDICATORS}) == len(INDICATORS)


PERIODS = [
    ("Month", date(2026, 2, 14), date(2026, 2, 1), date(2026, 2, 28), "2026年2月"),
    ("Month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29), "2028年2月"),
    ("Quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31), "2026年第4季度"),
    ("Quarter", date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), "2026年第1季度"),
    ("Year", date(2026, 7, 7), date(2026, 1, 1), date(2026, 12, 31), "2026年"),
]


@pytest.mark.parametrize("kind,day,first,last,title", PERIODS)
def test_periods(kind: str, day: date, first: date, last: date, title: str) -> None:
    assert periods.bounds(kind, day) == (first, last)
    assert periods.title(kind, first) == title


FORMULAS = [
    (formulas.itself, (3,), 3),
    (formulas.ratio, (3, 2), 1.5),
    (formulas.ratio, (3, 0), None),
    (formulas.percent, (1, 8), 12.5),
    (formulas.percent, (1, 0), None),
    (formulas.per_ten_thousand, (23, 57700), 23 / 5.77),
    (formulas.percent_of_two, (1, 1, 8), 25),
]


@pytest.mark.parametrize("formula,numbers,value", FORMULAS)
def test_formulas(
    formula: Callable[..., float | None], numbers: tuple[float, ...], value: float | None
) -> None:
    assert formula(*numbers) == (pytest.approx(value) if value is not None else None)
