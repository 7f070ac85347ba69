"""An older site gets the rules that came after it, and keeps what it made of those it had."""

import json
from typing import Any

import frappe
import pytest

from cso_management import install, shipped

ROUTE, PHRASE, CALENDAR = shipped.ROUTE, shipped.PHRASE, shipped.CALENDAR
REVIEW = "年检"


def forget(*keys: str) -> None:
    """As if the site had never been given these parcels."""
    given = json.loads(frappe.db.get_default(shipped.GIVEN))
    frappe.db.set_default(shipped.GIVEN, json.dumps([key for key in given if key not in keys]))


def drop_route(title: str) -> None:
    for doctype in ("CSO Approval Route Version", "CSO Approval Step"):
        field = "route" if doctype.endswith("Version") else "parent"
        frappe.db.delete(doctype, {field: title})
    frappe.db.delete(ROUTE, {"name": title})


def is_published(title: str) -> bool:
    return bool(frappe.db.exists("CSO Approval Route Version", {"route": title}))


def test_every_parcel_is_noted(session: Any) -> None:
    noted = set(json.loads(frappe.db.get_default(shipped.GIVEN)))
    assert noted == {key for key, _load in shipped.parcels()}
    assert {"phrases", f"route {REVIEW}"} <= noted


def test_an_older_site_gets_a_new_route_in_force(session: Any) -> None:
    drop_route(REVIEW)
    frappe.db.set_default(shipped.GIVEN, "[]")
    install.after_migrate()
    assert is_published(REVIEW)
    assert frappe.db.count("CSO Approval Step", {"parent": REVIEW}) > 0


@pytest.mark.parametrize("times", [1, 2])
def test_a_deleted_route_stays_away(session: Any, times: int) -> None:
    drop_route(REVIEW)
    for _time in range(times):
        install.after_migrate()
    assert not frappe.db.exists(ROUTE, REVIEW)


def test_an_office_s_own_route_stays_in_force(session: Any) -> None:
    frappe.rename_doc(ROUTE, REVIEW, "本县年检", force=True)
    forget(f"route {REVIEW}")
    install.after_migrate()
    assert frappe.db.exists(ROUTE, REVIEW)
    assert not is_published(REVIEW)
    assert is_published("本县年检")


@pytest.mark.parametrize(("left", "found"), [(0, 7), (1, 1)])
def test_phrases_come_to_a_site_without_any(session: Any, left: int, found: int) -> None:
    names = frappe.get_all(PHRASE, filters={"user": ["is", "not set"]}, pluck="name", order_by="name asc")
    frappe.db.delete(PHRASE, {"name": ["in", names[left:]]})
    forget("phrases")
    install.after_migrate()
    assert frappe.db.count(PHRASE, {"user": ["is", "not set"]}) == found


def test_a_calendar_of_a_new_year_arrives(session: Any) -> None:
    key = next(key for key, _load in shipped.parcels() if key.startswith("calendar"))
    year = int(key.split()[1])
    frappe.db.delete(CALENDAR, {"year": year})
    forget(key)
    install.after_migrate()
    assert frappe.db.exists(CALENDAR, {"year": year})
