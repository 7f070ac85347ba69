"""Documents count as they stood when they were decided; the register as it stood at the end of the period."""

from datetime import date
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from cso_management.patches import note_standings
from cso_management.planning.indicators import table
from cso_management.planning.indicators.scope import Scope
from cso_management.process import standing
from cso_management.registry import past
from cso_management.reports.report.cso_payment_table import cso_payment_table as payments
from cso_management.reports.report.cso_performance_table import cso_performance_table as evaluations
from cso_management.reports.report.cso_purchase_ledger import cso_purchase_ledger as ledger
from cso_management.reports.report.cso_review_progress import cso_review_progress as progress

from . import purchase
from . import test_process_reports as tables
from .purchase import be
from .test_process_reports import bought, reviewed
from .test_shared import organization

__all__ = ["bought", "reviewed"]
COUNTY, GROUP = "990121000000", "映月社区银龄互助队"
YEAR = getdate(today()).year
SPLITS = ("Urban or Rural", "Tier", "Category")
FILINGS = ("I13a", "I14", "I15", "I16", "I17")
REVIEWS = ("I20", "I21a", "I21b", "I21c", "I22")
PURCHASES = ("I23a", "I23b", "I24", "I25", "I26a", "I26b", "I27a", "I27b", "I28", "I29")
REPORTS = (progress, ledger, payments, evaluations)


def become(name: str, **values: Any) -> None:
    """The register changes as an approved application changes it."""
    be("Administrator")
    doc = frappe.get_doc("CSO Organization", organization(name))
    doc.flags.by_application = True
    doc.update(values)
    doc.save()


def indicators(dimension: str, last: date | None = None) -> dict[tuple[str, str], Any]:
    first, last = date(YEAR, 1, 1), last or date(YEAR, 12, 31)
    scope = Scope(first, last, COUNTY, dimension, everything=True)
    return {(row["code"], row["heading"]): row["value"] for row in table.rows(scope)}


def of_processes(dimension: str, codes: tuple[str, ...] = (*FILINGS, *REVIEWS, *PURCHASES)) -> dict[Any, Any]:
    """Headings of the register alone come and go with it."""
    return {key: value for key, value in indicators(dimension).items() if key[0] in codes and value}


def tables_by(heading: str) -> list[Any]:
    return [report.execute({"region": COUNTY, "group_by": heading})[1] for report in REPORTS]


CHANGES = [
    (GROUP, {"tier": "Registered", "org_form": "Service Organization", "credit_code": "52990121MJ0002013A"}),
    (GROUP, {"primary_category": "0301"}),
    (purchase.PROVIDER, {"primary_category": "0501"}),
]


@pytest.mark.parametrize("name,values", CHANGES)
def test_a_later_change_moves_no_figure(
    reviewed: Any, bought: Any, monkeypatch: pytest.MonkeyPatch, name: str, values: dict[str, Any]
) -> None:
    be("Administrator")
    before = [(of_processes(split), tables_by(split)) for split in SPLITS]
    monkeypatch.setattr("cso_management.registry.identity.check_credit_code", lambda *_args, **_more: None)
    become(name, **values)
    assert [(of_processes(split), tables_by(split)) for split in SPLITS] == before


def test_a_community_that_becomes_rural_moves_no_figure(reviewed: Any, bought: Any) -> None:
    be("Administrator")
    decided = (*REVIEWS, *PURCHASES)
    before = [of_processes("Urban or Rural", decided), tables_by("Urban or Rural")]
    region = frappe.get_doc("CSO Region", "990121001001")
    region.community_type = "Rural"
    region.save()
    assert [of_processes("Urban or Rural", decided), tables_by("Urban or Rural")] == before


def test_what_is_not_decided_follows_the_register(reviewed: Any) -> None:
    name = "映月社区书画社"
    become(name, primary_category="0501")
    doc = frappe.get_doc("CSO Annual Review", {"organization": organization(name)})
    assert doc.category_then != "0501"
    doc.save()
    assert doc.category_then == "0501"


def test_the_register_of_a_past_day(session: Any) -> None:
    yesterday = getdate(add_days(today(), -1))
    before = {split: indicators(split, yesterday) for split in SPLITS}
    become(GROUP, primary_category="0301")
    become("上柳村红白理事会", tier="Village-guided")
    assert {split: indicators(split, yesterday) for split in SPLITS} == before
    now = indicators("Tier")
    assert now["I01", "Village-guided"] == before["Tier"]["I01", "Village-guided"] + 1


def test_a_community_of_a_past_year(session: Any) -> None:
    last_year = date(YEAR - 1, 12, 31)
    before = indicators("Urban or Rural", last_year)
    be("Administrator")
    region = frappe.get_doc("CSO Region", "990121100201")
    region.community_type = "Urban"
    region.save()
    assert indicators("Urban or Rural", last_year) == before
    region.reload()
    kept = [(row.stat_year, row.community_type, row.households) for row in region.statistics]
    assert (YEAR - 1, "Rural", region.households) in kept
    assert past.community_types(YEAR) == {}


KINDS = [
    # Changes, and what stands in the register as earlier: one line a day, the first state of it.
    ([], []),
    ([{"primary_category": "0301"}], ["0101"]),
    ([{"primary_category": "0301"}, {"primary_category": "0501"}], ["0101"]),
    ([{"volunteers_count": 3}], []),
]


@pytest.mark.parametrize("changes,kept", KINDS)
def test_earlier_kinds(session: Any, changes: list[dict[str, Any]], kept: list[str]) -> None:
    name = organization(GROUP)
    frappe.db.set_value("CSO Organization", name, "primary_category", "0101")
    for change in changes:
        become(GROUP, **change)
    doc = frappe.get_doc("CSO Organization", name)
    assert [row.primary_category for row in doc.past] == kept
    assert all(getdate(row.until) == getdate(add_days(today(), -1)) for row in doc.past)


def test_documents_of_before_count_as_today(reviewed: Any, bought: Any) -> None:
    be("Administrator")
    before = [(of_processes(split), tables_by(split)) for split in SPLITS]
    for doctype in (*standing.STANDINGS, *standing.OF_CONTRACT):
        for name in frappe.get_all(doctype, pluck="name"):
            frappe.db.set_value(doctype, name, dict.fromkeys(standing.fields_of(doctype)))
    note_standings.execute()
    assert [(of_processes(split), tables_by(split)) for split in SPLITS] == before


def test_a_sent_standing_is_not_believed(session: Any) -> None:
    purchase.set_up()
    chosen = purchase.awarded(purchase.approved_project())
    doc = purchase.contract(chosen, tier_then="Filed", category_then="0101", area_then="Rural").insert()
    kind = frappe.db.get_value("CSO Organization", doc.provider, ["tier", "primary_category"])
    assert (doc.tier_then, doc.category_then, doc.area_then) == (*kind, "Urban")


def test_sums_of_the_splits(reviewed: Any, bought: Any) -> None:
    be("Administrator")
    whole = indicators("")
    for split in SPLITS:
        parts = indicators(split)
        for code in ("I01", "I12b", "I23a", "I23b"):
            found = sum(value or 0 for (key, _heading), value in parts.items() if key == code)
            assert found == whole[code, ""], (split, code)
    assert tables.last(ledger)["amount"] == whole["I23b", ""]
