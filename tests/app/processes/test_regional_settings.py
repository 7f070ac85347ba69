"""What a region sets for itself holds there and below, and is written down."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, today

from cso_management.approvals import calendar
from cso_management.registry import publicity, regional_rules, settings
from cso_management.supervision import rectification

from .test_shared import activity, organization

Become = Callable[[str], None]
CITY, COUNTY, TOWN, OTHER_TOWN, VILLAGE = (
    "990100000000",
    "990121000000",
    "990121001000",
    "990121100000",
    "990121001001",
)


def set_rules(region: str, **values: Any) -> Any:
    """Rules by their names."""
    labels = {rule.name: rule.label for rule in regional_rules.RULES}
    rows = [
        {"rule": labels[name], "value": str(value), "basis": "清民发〔2026〕1号"}
        for name, value in values.items()
        if name in labels
    ]
    more = {name: value for name, value in values.items() if name not in labels}
    return frappe.get_doc({"doctype": settings.REGIONAL, "region": region, "rules": rows, **more}).insert()


def test_without_any_the_shipped_values_hold(session: Any) -> None:
    found = settings.of_region(VILLAGE)
    site = settings.load()
    for rule in regional_rules.RULES:
        assert found[rule.name] == (site.get(rule.name) if rule.shipped is None else rule.shipped), rule.name
    assert found.filing_authority_level == "Town"
    assert settings.of_region(None) == found


def test_the_nearest_region_counts(session: Any) -> None:
    set_rules(CITY, publicity_days=10, objection_days=20, validity_months=24)
    set_rules(COUNTY, publicity_days=7, validity_months=0, filing_authority_level="County")
    set_rules(TOWN, publicity_days=8)
    wanted = {
        VILLAGE: (8, 20, 0, "County"),
        OTHER_TOWN: (7, 20, 0, "County"),
        CITY: (10, 20, 24, "Town"),
    }
    for region, (days, objection, months, level) in wanted.items():
        found = settings.of_region(region)
        assert (found.publicity_days, found.objection_days) == (days, objection), region
        assert (found.validity_months, found.filing_authority_level) == (months, level), region


def test_disabled_settings_hold_nowhere(session: Any) -> None:
    set_rules(COUNTY, publicity_days=7, disabled=1)
    assert settings.of_region(VILLAGE).publicity_days == 5


WRONG = [
    ("publicity_days", "0", "1至60"),
    ("publicity_days", "five", "1至60"),
    ("publicity_days", "61", "1至60"),
    ("supplement_percent", "101", "0至100"),
    ("place_required", "maybe", "“是”或“否”"),
]


@pytest.mark.parametrize("name,value,words", WRONG)
def test_values_that_make_no_sense(session: Any, name: str, value: str, words: str) -> None:
    with pytest.raises(frappe.ValidationError, match=words):
        set_rules(COUNTY, **{name: value})


@pytest.mark.parametrize("value,stored", [("是", "1"), ("No", "0"), ("1", "1")])
def test_yes_and_no(session: Any, value: str, stored: str) -> None:
    doc = set_rules(COUNTY, site_check_required=value)
    assert doc.rules[0].value == stored
    assert settings.of_region(TOWN).site_check_required == int(stored)


def test_a_rule_stands_once_and_not_in_a_village(session: Any) -> None:
    doc = set_rules(COUNTY, publicity_days=7)
    doc.append("rules", {"rule": "Publicity (working days)", "value": "8", "basis": "无"})
    with pytest.raises(frappe.ValidationError, match="重复出现"):
        doc.save()
    with pytest.raises(frappe.ValidationError, match="街道"):
        set_rules(VILLAGE, publicity_days=7)


def test_who_sets_them(as_user: Become) -> None:
    as_user("admin.county")
    doc = set_rules(COUNTY, publicity_days=7)
    with pytest.raises(frappe.PermissionError, match="不在您管辖的区划内"):
        set_rules(CITY, publicity_days=7)
    as_user("leader.county")
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc(doc.doctype, doc.name).save()
    assert frappe.get_doc(doc.doctype, doc.name).rules[0].value == "7"


def test_changes_are_written_down(session: Any) -> None:
    doc = set_rules(COUNTY, publicity_days=7)
    doc.rules[0].value = "9"
    doc.save()
    versions = frappe.get_all(
        "Version", filters={"ref_doctype": doc.doctype, "docname": doc.name}, pluck="data"
    )
    assert any('"7"' in text and '"9"' in text for text in versions)


def test_publicity_hangs_as_long_as_the_region_says(session: Any) -> None:
    def hang() -> Any:
        of = frappe.get_doc("CSO Organization", organization())
        return frappe.get_doc("CSO Publicity Notice", publicity.publish(of, "公示"))

    old = hang()
    doc = set_rules(COUNTY, publicity_days=9)
    assert getdate(hang().to_date) == calendar.add_days(getdate(today()), 9)
    doc.delete()
    set_rules(COUNTY, publicity_days=20)
    old = frappe.get_doc(old.doctype, old.name)
    old.save()
    assert getdate(old.to_date) == calendar.add_days(getdate(today()), 5), "what hangs keeps its days"


def test_time_for_a_rectification(session: Any) -> None:
    set_rules(TOWN, rectification_months=1)
    assert rectification.deadline_from(today(), VILLAGE) == getdate(add_months(today(), 1))
    assert rectification.deadline_from(today(), OTHER_TOWN) == getdate(add_months(today(), 3))


def test_conditions_of_a_filing(new_application: Callable[..., Any], as_user: Become) -> None:
    as_user("Administrator")
    set_rules(COUNTY, min_members=500)
    doc = new_application()
    with pytest.raises(frappe.ValidationError, match="500"):
        doc.workflow_state = "Village Review"
        doc.save()


def test_a_safety_plan(session: Any) -> None:
    assert activity(participants=120).insert().needs_safety_plan == 0
    set_rules(COUNTY, safety_plan_from=100)
    later = f"{add_days(today(), -2)} 10:00:00"
    assert activity(participants=120, end=later).insert().needs_safety_plan == 1
