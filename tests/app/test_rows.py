"""Rows of tables are read, counted and changed where their document is, by whichever door somebody comes."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frappe
import pytest

import cso_management
from cso_management.permissions.counting import get_count
from cso_management.permissions.rows import Row

Become = Callable[[str], None]
FOLDER = Path(cso_management.__file__).parent
PEOPLE = [
    "rep.zhulao",
    "rep.new",
    "village.yingyue",
    "clerk.wanghu",
    "clerk.liuxi",
    "leader.liuxi",
    "officer.county",
    "procurement.wanghu",
    "finance.county",
    "expert",
]
COUNTED = [
    "CSO Organization",
    "CSO Filing Application",
    "CSO Contact",
    "CSO Approval Case",
    "CSO Annual Review",
]


def definitions() -> list[dict[str, Any]]:
    files = FOLDER.glob("*/doctype/*/*.json")
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(files)]


TABLES = sorted(
    {
        (one["name"], field["options"])
        for one in definitions()
        for field in one["fields"]
        if field["fieldtype"] == "Table" and not one.get("issingle")
    }
)


def listed(doctype: str, **options: Any) -> list[Any]:
    """As a caller from outside gets it; nothing where he is refused."""
    try:
        return frappe.get_list(doctype, limit_page_length=0, order_by="name asc", **options)
    except frappe.PermissionError:
        return []


def rows_of(parent: str, child: str) -> list[Any]:
    return listed(child, parent_doctype=parent, filters={"parenttype": parent}, fields=["name", "parent"])


def all_rows(parent: str, child: str) -> list[Any]:
    fields = ["name", "parent", "parentfield"]
    return frappe.get_all(child, filters={"parenttype": parent}, fields=fields, order_by="name asc")


def levels_of(parent: str) -> list[int]:
    return list(frappe.get_meta(parent).get_permlevel_access("read"))


def test_every_table_has_its_guard() -> None:
    for one in definitions():
        if one.get("istable"):
            module, name = frappe.scrub(one["module"]), frappe.scrub(one["name"])
            path = f"cso_management.{module}.doctype.{name}.{name}"
            controller = getattr(importlib.import_module(path), one["name"].replace(" ", ""))
            assert issubclass(controller, Row), path


@pytest.mark.parametrize("user", PEOPLE)
def test_rows_keep_to_the_documents_that_are_read(user: str, as_user: Become) -> None:
    as_user(user)
    kept_back = 0
    for parent, child in TABLES:
        mine, levels = {row.name for row in listed(parent, fields=["name"])}, levels_of(parent)
        fields = {df.fieldname for df in frappe.get_meta(parent).fields if df.permlevel in levels}
        every = all_rows(parent, child)
        wanted = {row.name for row in every if row.parent in mine and row.parentfield in fields}
        assert {row.name for row in rows_of(parent, child)} == wanted, (parent, child)
        kept_back += len(every) - len(wanted)
    assert kept_back > 10


@pytest.mark.parametrize("user", PEOPLE)
def test_one_row_is_as_open_as_its_document(user: str, as_user: Become) -> None:
    as_user(user)
    closed = 0
    for parent, child in TABLES:
        for row in all_rows(parent, child)[:3]:
            document, one = frappe.get_doc(parent, row.parent), frappe.get_doc(child, row.name)
            for right, of_document in (("read", "read"), ("write", "write"), ("delete", "write")):
                if not document.has_permission(of_document):
                    assert not one.has_permission(right), (parent, child, right)
                    closed += 1
    assert closed > 10


@pytest.mark.parametrize("user", PEOPLE)
def test_counts_are_the_length_of_the_list(user: str, as_user: Become) -> None:
    """Also where a filter asks for one document that somebody may not read."""
    as_user(user)
    for doctype in COUNTED:
        mine = {row.name for row in listed(doctype, fields=["name"])}
        if not frappe.has_permission(doctype, "read"):
            with pytest.raises(frappe.PermissionError):
                get_count(doctype)
            continue
        assert get_count(doctype) == len(mine)
        assert get_count(doctype, limit=1) == min(1, len(mine))
        for name in frappe.get_all(doctype, pluck="name", order_by="name asc", limit=5):
            assert get_count(doctype, filters=json.dumps({"name": name})) == int(name in mine), name


def test_other_doctypes_are_counted_as_ever(as_user: Become) -> None:
    as_user("Administrator")
    assert get_count("Role", filters={"name": "CSO Auditor"}) == 1


def test_the_call_from_outside_leads_here(session: Any) -> None:
    ways = frappe.get_hooks("override_whitelisted_methods")["frappe.client.get_count"]
    assert ways[-1] == f"{get_count.__module__}.{get_count.__name__}"
