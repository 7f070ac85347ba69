"""Data Export: columns explained, records below, and nothing that the user may not read."""

import csv
import io

import frappe
import pytest
from frappe.core.doctype.data_export.exporter import export_data
from frappe.core.doctype.data_import.columns import columns_of

from benchless.reports import tables

WRITER = "writer@export.example"


def table(**asked):
    frappe.local.response.clear()
    export_data(**asked)
    text = frappe.local.response["filecontent"].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_as_frappe_writes_it(session):
    """Recorded from Frappe 15.72."""
    columns = {"Role": ["role_name", "desk_access"]}
    filters = [["Role", "name", "in", ["All", "Guest"]]]
    found = table(doctype="Role", with_data="1", select_columns=columns, filters=filters)
    assert found[:7] == [
        [""],
        ["DocType:", "Role", "", ""],
        ["Column Labels:", "ID", "Role Name", "Desk Access"],
        ["Column Name:", "name", "role_name", "desk_access"],
        ["Mandatory:", "Yes", "Yes", "No"],
        ["Type:", "Data", "Data", "Check"],
        ["Info:", "", "", "0 or 1"],
    ]
    assert sorted(found[7:]) == [["", '"All"', "All", "0"], ["", '"Guest"', "Guest", "0"]]


def test_rows_of_child_tables(session):
    data = {"doctype": "User", "email": WRITER, "first_name": "W", "send_welcome_email": 0}
    frappe.get_doc({**data, "roles": [{"role": "Translator"}, {"role": "Inbox User"}]}).insert()
    columns = {"User": ["first_name"], "Has Role": ["role"]}
    asked = {"doctype": "User", "with_data": 1, "select_columns": columns, "filters": {"name": WRITER}}
    found = table(**asked)
    assert found[1] == ["DocType:", "User", "", "~", "Has Role", "roles"]
    assert found[3] == ["Column Name:", "name", "first_name", "~", "name", "role"]
    assert found[6][-1] == "Valid Role"
    roles = {row[5] for row in found[7:]}
    assert roles == {"Translator", "Inbox User"}
    assert found[7][1] == f'"{WRITER}"' and found[8][1] == ""
    assert len(table(**asked, all_doctypes=0)[1]) == 3


def test_a_plain_table_can_be_imported_again(session):
    doc = frappe.get_doc({"doctype": "ToDo", "description": "again"}).insert()
    found = table(
        doctype="ToDo", with_data=1, filters={"name": doc.name}, export_without_column_meta=1,
        select_columns={"ToDo": ["description", "priority"]},
    )  # fmt: skip
    assert found[1][0] == doc.name and found[1][2] == "again"
    assert [column.target.field.fieldname for column in columns_of("ToDo", found[0])] == [
        "name", "priority", "description",
    ]  # fmt: skip


def test_without_data_and_as_excel(session):
    assert len(table(doctype="ToDo")) == 7
    export_data("ToDo", file_type="Excel")
    rows = [list(row) for row in tables.read_xlsx(frappe.local.response["filecontent"])]
    assert rows[3][0] == "Column Name:"


def test_rights(session):
    kind = {"doctype": "DocType", "name": "Exported Paper", "module": "Custom", "custom": 1}
    fields = [
        {"fieldname": "open", "label": "Open", "fieldtype": "Data"},
        {"fieldname": "closed", "label": "Closed", "fieldtype": "Data", "permlevel": 1},
    ]
    rights = [
        {"role": "System Manager", "read": 1, "write": 1, "create": 1, "export": 1},
        {"role": "System Manager", "read": 1, "write": 1, "permlevel": 1},
        {"role": "Report Manager", "read": 1, "export": 1},
        {"role": "Website Manager", "read": 1, "export": 0},
    ]
    frappe.get_doc({**kind, "fields": fields, "permissions": rights}).insert()
    frappe.get_doc({"doctype": "Exported Paper", "open": "a", "closed": "b"}).insert()
    user = {"doctype": "User", "email": WRITER, "first_name": "W", "send_welcome_email": 0}
    user = frappe.get_doc({**user, "roles": [{"role": "Report Manager"}]}).insert()
    frappe.set_user(WRITER)
    assert table(doctype="Exported Paper", with_data=1)[7][2:] == ["a", ""]
    frappe.set_user("Administrator")
    user.remove_roles("Report Manager")
    user.add_roles("Website Manager")
    frappe.set_user(WRITER)
    with pytest.raises(frappe.PermissionError):
        table(doctype="Exported Paper", with_data=1)
