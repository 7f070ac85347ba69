"""Numbers of people and accounts: in full in the form and on papers for those who need them, noted each time;
in no list, report, search or export, for anybody."""

from typing import Any

import frappe
import pytest

from tests.support.work import work

from .doors import Caller
from .people import account
from .world import World

Callers = dict[str, Caller]
ACCOUNT, PHONE, PERSON = "6222000011112222", "13900001111", "110101199003070134"
BANK = "6222000000001234"
NOTICE, LEDGER = "CSO Publicity Notice", "CSO Organization"
ON_ACCOUNTS = "rep tcl tld pro cof cld fin aud"
# DocType, state, field, value, and who sees it in full.
FIELDS = [
    ("CSO Service Contract", "Active", "payee_account", ACCOUNT, ON_ACCOUNTS),
    ("CSO Payment Request", "Paid", "payee_account", ACCOUNT, ON_ACCOUNTS),
    ("CSO Custody Account", "", "sub_ledger_no", ACCOUNT, ON_ACCOUNTS),
    (NOTICE, "Published", "objections.phone", PHONE, "tcl tld cof cld aud"),
    (LEDGER, "", "principal_phone", PHONE, "rep tcl tld cof cld aud"),
    (LEDGER, "", "principal_id_no", PERSON, "rep tcl tld cof cld aud"),
    (LEDGER, "", "bank_account", BANK, "rep tcl tld cof cld aud"),
]
IDS = [f"{row[0]} {row[2]}" for row in FIELDS]


def name_of(world: World, doctype: str, state: str) -> str:
    return world.organizations["own"] if doctype == LEDGER else world.names[doctype, state]


def method(path: str) -> str:
    return f"/api/method/{path}"


def forms(doctype: str, name: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Doors that give one document."""
    one = {"doctype": doctype, "name": name}
    return {
        "form": (method("frappe.desk.form.load.getdoc"), one),
        "REST": (f"/api/resource/{doctype}/{name}", {}),
        "REST v2": (f"/api/v2/document/{doctype}/{name}", {}),
        "client": (method("frappe.client.get"), one),
    }


def lists(doctype: str, field: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Doors that give rows, asked for the field in every way."""
    column = field.split(".")[-1]
    asked = ["name", field]
    of = {"doctype": doctype}
    return {
        "REST": (f"/api/resource/{doctype}", {"fields": asked, "limit_page_length": 0}),
        "REST, everything": (f"/api/resource/{doctype}", {"fields": ["*"], "limit_page_length": 0}),
        "REST v2": (f"/api/v2/document/{doctype}", {"fields": asked, "limit": 0}),
        "REST v1": (f"/api/v1/resource/{doctype}", {"fields": asked, "limit_page_length": 0}),
        "groups": (
            method("frappe.desk.listview.get_group_by_count"),
            {**of, "current_filters": [], "field": column},
        ),
        "figures": (method("frappe.desk.reportview.get_stats"), {**of, "stats": [column]}),
        "file": (method("frappe.core.doctype.data_export.exporter.export_data"), {**of, "with_data": 1}),
        "file by its parent": (
            method("frappe.core.doctype.data_export.exporter.export_data"),
            {"doctype": "ToDo", "parent_doctype": doctype, "with_data": 1},
        ),
        "file of columns": (
            method("frappe.core.doctype.data_export.exporter.export_data"),
            {**of, "with_data": 1, "select_columns": {doctype: ["name", column]}},
        ),
        "file to fill in": (
            method("frappe.core.doctype.data_import.data_import.download_template"),
            {**of, "export_records": "all", "export_fields": {doctype: ["name", column]}},
        ),
        "client": (method("frappe.client.get_list"), {**of, "fields": asked}),
        "renamed": (method("frappe.client.get_list"), {**of, "fields": [f"{field} as other"]}),
        "value": (method("frappe.client.get_value"), {**of, "fieldname": column, "filters": {}}),
        "values": (method("frappe.client.get_value"), {**of, "fieldname": [column], "filters": {}}),
        "report": (method("frappe.desk.reportview.get"), {**of, "fields": asked}),
        "report, everything": (method("frappe.desk.reportview.get"), {**of, "fields": ["*"]}),
        "report list": (method("frappe.desk.reportview.get_list"), {**of, "fields": asked}),
        "export": (
            method("frappe.desk.reportview.export_query"),
            {**of, "fields": asked, "file_format_type": "CSV"},
        ),
        "search": (
            method("frappe.desk.search.search_widget"),
            {**of, "txt": "", "searchfield": column, "filter_fields": [column]},
        ),
    }


@pytest.fixture(scope="module", autouse=True)
def objection(rights_site: Any, world: World) -> None:
    """Somebody objected to the published notice."""
    with rights_site.session():
        row = {"raised_by": "李四", "phone": PHONE, "raised_on": "2026-01-05", "content": "名单有误。"}
        doc = frappe.get_doc(NOTICE, world.names[NOTICE, "Published"])
        doc.append("objections", row).db_insert()


def tells(caller: Caller, door: tuple[str, dict[str, Any]], value: str) -> bool:
    return value in caller.get(door[0], **door[1]).get_data(as_text=True)


@pytest.mark.parametrize(("doctype", "state", "field", "value", "who"), FIELDS, ids=IDS)
def test_forms(
    doctype: str, state: str, field: str, value: str, who: str, world: World, callers: Callers
) -> None:
    for label, door in forms(doctype, name_of(world, doctype, state)).items():
        found = {word for word, caller in callers.items() if tells(caller, door, value)}
        assert found == {*who.split()}, label


@pytest.mark.parametrize(("doctype", "state", "field", "value", "who"), FIELDS, ids=IDS)
def test_no_list_tells_them(
    doctype: str, state: str, field: str, value: str, who: str, world: World, callers: Callers
) -> None:
    for label, door in lists(doctype, field).items():
        for word, caller in callers.items():
            assert not tells(caller, door, value), f"{label} of {word}"


@pytest.mark.parametrize(("doctype", "state", "field", "value", "who"), FIELDS, ids=IDS)
def test_papers(
    doctype: str, state: str, field: str, value: str, who: str, world: World, callers: Callers
) -> None:
    """Nobody finds more on paper than in the form."""
    door = (
        method("frappe.www.printview.get_html_and_style"),
        {"doc": doctype, "name": name_of(world, doctype, state)},
    )
    found = {word for word, caller in callers.items() if tells(caller, door, value)}
    assert found <= {*who.split()}


@pytest.mark.parametrize("doctype", ["CSO Service Contract", LEDGER])
def test_a_link_is_no_way_round(doctype: str, world: World, callers: Callers) -> None:
    """A field of the linked document is left out like one's own."""
    of = "CSO Annual Review" if doctype == LEDGER else "CSO Payment Request"
    field = "organization.principal_phone" if doctype == LEDGER else "contract.payee_account"
    values = {"doctype": of, "fields": ["name", f"{field} as other"]}
    for word, caller in callers.items():
        text = caller.get(method("frappe.client.get_list"), **values).get_data(as_text=True)
        assert PHONE not in text and ACCOUNT not in text, word


def test_who_objected_is_the_offices_business(world: World, callers: Callers) -> None:
    door = forms(NOTICE, world.names[NOTICE, "Published"])["REST"]
    found = {word for word, caller in callers.items() if tells(caller, door, "李四")}
    assert found == {*["vil", "tcl", "tld", "pro", "cof", "cld", "cio", "cil", "aud"]}


def noted(site: Any) -> list[tuple[str, str, str]]:
    """What the log got since it was last asked."""
    work(site)
    with site.session():
        rows = frappe.get_all(
            "CSO Sensitive Access Log",
            fields=["name", "user", "reference_doctype", "access_kind"],
            order_by="creation asc",
        )
        for row in rows:
            frappe.db.delete("CSO Sensitive Access Log", {"name": row.name})
    return [(row.user, row.reference_doctype, row.access_kind) for row in rows]


# Who sees the numbers of all these documents, and who of none.
SEES, SEES_NOT = "tcl", ("vil", "sta", "cof.other")


@pytest.mark.parametrize(("doctype", "state"), [(row[0], row[1]) for row in FIELDS[:5]])
def test_every_view_is_noted(
    doctype: str, state: str, world: World, callers: Callers, rights_site: Any
) -> None:
    """Once for each reading by somebody who sees it, and for nobody else."""
    noted(rights_site)
    for path, values in forms(doctype, name_of(world, doctype, state)).values():
        for word in (SEES, *SEES_NOT):
            callers[word].get(path, **values)
    assert noted(rights_site) == [(account(SEES), doctype, "View")] * len(forms("", ""))


def test_ones_own_document_is_not_noted(world: World, callers: Callers, rights_site: Any) -> None:
    noted(rights_site)
    for path, values in forms("CSO Payment Request", world.names["CSO Payment Request", "Paid"]).values():
        callers["rep"].get(path, **values)
    assert noted(rights_site) == []


def test_papers_are_noted(world: World, callers: Callers, rights_site: Any) -> None:
    noted(rights_site)
    callers["tcl"].prints(LEDGER, world.organizations["own"])
    callers["vil"].prints(LEDGER, world.organizations["own"])
    assert noted(rights_site) == [(account("tcl"), LEDGER, "Print")]
