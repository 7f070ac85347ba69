"""SQL of templates and scripts reads the database, and nothing else."""

import frappe
import pytest
from frappe.utils.safe_exec import read_only_sql


def test_a_query_reads(session):
    rows = read_only_sql("SELECT name FROM `tabRole` WHERE name = %s", "Guest")
    assert [tuple(row) for row in rows] == [("Guest",)]


def test_a_query_does_not_write(session):
    with pytest.raises(frappe.PermissionError):
        read_only_sql("DELETE FROM `tabRole`")
    assert frappe.db.exists("Role", "Guest")
