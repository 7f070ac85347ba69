"""Pilot money: what came, what was used, and what the server refuses."""

from typing import Any

import frappe
import pytest

from cso_management.patches import sum_pilot_funds
from cso_management.rural_pilot import funds

from . import test_rural_pilot as pilots
from .purchase import be

FILE = "/private/files/evidence.pdf"
PROBLEMS = [
    ({"received": 100, "used": 100, "evidence": FILE}, ""),
    ({"received": 100, "used": 100.01, "evidence": FILE}, "MORE_THAN_PAID"),
    ({"received": 100, "used": 100.004, "evidence": FILE}, ""),
    ({"used": 1, "evidence": FILE}, "MORE_THAN_PAID"),
    ({"used": 1, "evidence": FILE, "own_funds": 1}, ""),
    ({"received": 100, "used": 1}, "NO_EVIDENCE"),
    ({"own_funds": 1, "used": 1}, "NO_EVIDENCE"),
    ({"received": 100, "used": 0}, ""),
    ({}, ""),
]


@pytest.mark.parametrize("row,problem", PROBLEMS)
def test_what_may_be_used(row: dict[str, Any], problem: str) -> None:
    assert funds.problem(row) == problem


LEFT = [
    ({"amount": 500, "received": 300, "used": 100}, 200),
    ({"amount": 500, "received": 300, "used": 300}, 0),
    ({"amount": 500, "used": 100, "own_funds": 1}, 400),
    ({"amount": 500, "used": 600, "own_funds": 1}, 0),
    ({"amount": 500}, 0),
]


@pytest.mark.parametrize("row,left", LEFT)
def test_what_is_left_of_a_line(row: dict[str, Any], left: float) -> None:
    assert float(funds.remaining(row)) == left


GIVEN, OWN = {"amount": 500, "received": 300, "used": 100}, {"amount": 50, "used": 60, "own_funds": 1}
SUMS = [
    ([], 0, (0, 0, 0, 0, 0)),
    ([GIVEN], 0, (500, 300, 100, 200, 0)),
    ([GIVEN, OWN], 0, (500, 300, 100, 200, 60)),
    ([GIVEN, GIVEN], 150, (1000, 600, 200, 250, 0)),
    ([GIVEN], 300, (500, 300, 100, 0, 0)),
]


@pytest.mark.parametrize("rows,recovered,sums", SUMS)
def test_sums(rows: list[dict[str, Any]], recovered: float, sums: tuple[float, ...]) -> None:
    assert tuple(float(value) for value in funds.sums(rows, recovered).values()) == sums


def implementing() -> Any:
    doc = pilots.at_work(pilots.to_screening(pilots.batch()))
    be("village.shangliu")
    return doc


def line(**values: Any) -> dict[str, Any]:
    return {"support_type": "Fund", "provided_by": "县民政局", "amount": 50000, "evidence": FILE, **values}


REFUSED = [
    (line(received=100, used=200), {}, "只拨付了 100.00 元"),
    (line(received=300, used=200, evidence=None), {}, "使用凭证"),
    (line(received=300), {"recovered_amount": 301}, "不得超过已拨付的 300.00 元"),
]


@pytest.mark.parametrize("row,values,words", REFUSED)
def test_what_is_refused(session: Any, row: dict[str, Any], values: dict[str, Any], words: str) -> None:
    doc = implementing()
    doc.append("support", row)
    doc.update(values)
    with pytest.raises(frappe.ValidationError, match=words):
        doc.save()


def test_the_village_reports_and_the_sums_are_the_servers(session: Any) -> None:
    doc = implementing()
    doc.append("support", line(received=20000, used=12000, remaining=1))
    doc.append("support", line(own_funds=1, amount=3000, used=4000))
    doc.funds_used = 1
    doc.save()
    assert [row.remaining for row in doc.support] == [8000, 0]
    found = {field: doc.get(field) for field in funds.SUMS}
    assert found == dict(zip(funds.SUMS, (50000, 20000, 12000, 8000, 4000), strict=True))


def test_pilots_of_before_get_their_sums(session: Any) -> None:
    doc = implementing()
    doc.append("support", line(received=20000, used=12000))
    doc.save()
    be("Administrator")
    frappe.db.set_value(doc.doctype, doc.name, {"funds_used": 0, "funds_left": 0})
    sum_pilot_funds.execute()
    kept = frappe.db.get_value(doc.doctype, doc.name, ["funds_used", "funds_left"])
    assert list(kept) == [12000, 8000]


PAPERS = ("CSO Pilot Midterm Form", "CSO Pilot Evaluation Form", "CSO Pilot Summary")


def test_papers_name_what_was_used(session: Any) -> None:
    doc = implementing()
    doc.append("support", line(received=20000, used=12345.67))
    doc.save()
    be("officer.county")
    for paper in PAPERS:
        html = frappe.get_print(doc.doctype, doc.name, paper)
        assert "12,345.67" in html, paper
        assert "7,654.33" in html, paper
