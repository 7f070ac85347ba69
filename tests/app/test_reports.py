"""The quarterly statistics count decisions; the ledger obeys its filters."""

from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest

from cso_management.api import filing
from cso_management.reports.report.cso_basic_situation import cso_basic_situation
from cso_management.reports.report.cso_ledger import cso_ledger
from cso_management.reports.report.cso_quarterly_filing_statistics import (
    cso_quarterly_filing_statistics as quarterly,
)
from cso_management.reports.report.cso_registration_candidates import (
    cso_registration_candidates as candidates,
)

Become = Callable[[str], None]


def total(filters: dict[str, Any] | None = None) -> dict[str, Any]:
    data = quarterly.execute(filters or {})[1]
    return data[-1] if data else {}


def test_the_demo_quarter(session: Any) -> None:
    found = total()
    assert (found["new_filings"], found["ledger_entries"], found["refused"]) == (2, 1, 4)
    assert (found["registered"], found["filed"], found["village_guided"], found["total"]) == (3, 16, 4, 23)


def test_an_approval_counts_one_more(new_application: Callable[..., Any], as_user: Become) -> None:
    before = total()
    doc = new_application()
    steps = (("rep.new", "Submit"), ("village.yingyue", "Agree"), ("clerk.wanghu", "Accept"))
    for user, action in (*steps, ("clerk.wanghu", "Propose"), ("leader.wanghu", "Approve")):
        as_user(user)
        filing.act(doc.name, action)
    frappe.set_user("Administrator")
    after = total()
    assert (after["new_filings"], after["total"]) == (before["new_filings"] + 1, before["total"] + 1)


@pytest.mark.parametrize(
    ("filters", "first", "last"),
    [
        ({"year": 2026, "quarter": 1}, date(2026, 1, 1), date(2026, 3, 31)),
        ({"year": 2026, "quarter": "4"}, date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_quarters(filters: dict[str, Any], first: date, last: date, session: Any) -> None:
    assert quarterly.period(filters) == [first, last]


def test_another_quarter_is_empty(session: Any) -> None:
    assert total({"year": 2001, "quarter": 1})["new_filings"] == 0


def test_a_region_and_villages(session: Any) -> None:
    data = quarterly.execute({"region": "990121100000", "group_by": "Village"})[1]
    assert [row["region_name"] for row in data] == ["柳溪社区", "上柳村", "白鹭村", "合计"]
    situation = cso_basic_situation.execute({"region": "990121100000", "group_by": "Village"})[1]
    assert [row["organizations"] for row in situation] == [2, 2, 2, 6]


def test_columns_are_in_the_language_of_the_reader(session: Any) -> None:
    for report in (quarterly, cso_basic_situation, cso_ledger):
        assert all(not column["label"].isascii() for column in report.execute({})[0])


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"tier": "Registered"}, 3),
        ({"status": "Suspended"}, 1),
        ({"primary_category": "03"}, 7),
        ({"region": "990121001000", "tier": "Filed"}, 4),
    ],
)
def test_ledger_filters(filters: dict[str, Any], count: int, session: Any) -> None:
    assert len(cso_ledger.execute(filters)[1]) == count


def test_candidates_for_registration(session: Any) -> None:
    name = frappe.db.get_value("CSO Organization", {"org_name": "学府社区青年志愿服务队"}, "name")
    frappe.db.set_value("CSO Organization", name, {"start_fund": 30000, "staff_full": 1})
    rows = candidates.execute({"only_candidates": 1})[1]
    assert [row.org_name for row in rows] == ["学府社区青年志愿服务队"]
    others = [row for row in candidates.execute({})[1] if not row.meets]
    assert len(others) == 14
    assert all(row.missing for row in others)
