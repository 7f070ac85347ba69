"""What a new site gets, and that a second run harms nothing."""

from typing import Any

import frappe
from frappe.utils.fixtures import sync_fixtures

from cso_management import install, names


def test_a_new_site_speaks_chinese(session: Any) -> None:
    assert frappe.db.get_single_value("System Settings", "language") == "zh"
    assert frappe.db.get_single_value("System Settings", "time_zone") == "Asia/Shanghai"


def test_rules_are_shipped(session: Any) -> None:
    settings = frappe.get_doc("CSO Filing Settings")
    assert (settings.min_members, settings.min_group_natural, settings.min_group_legal) == (10, 3, 2)
    assert (settings.min_staff, settings.min_service_natural, settings.min_service_legal) == (2, 2, 1)
    assert (settings.validity_months, settings.reconsideration_days) == (36, 60)
    assert {row.state: row.days for row in settings.time_limits}["Village Review"] == 3
    assert frappe.db.count("CSO Category", {"is_group": 1}) == 8
    assert frappe.db.count("CSO Service Object") == 12


def test_migrating_again_changes_nothing(session: Any) -> None:
    doctypes = ("Workflow", "Workflow Transition", "Role", "CSO Category", "CSO Material Requirement")
    before = {doctype: frappe.db.count(doctype) for doctype in doctypes}
    install.after_migrate()
    install.load_rules()
    assert {doctype: frappe.db.count(doctype) for doctype in doctypes} == before


def test_a_workflow_of_the_site_stays(session: Any) -> None:
    workflow = frappe.get_doc("Workflow", "CSO Filing")
    workflow.transitions = workflow.transitions[:-1]
    workflow.save()
    frappe.db.set_default("workflow_file:CSO Filing", "an older file|an older time")
    count = frappe.db.count("Workflow Transition", {"parent": "CSO Filing"})
    install.load_workflows()
    assert frappe.db.count("Workflow Transition", {"parent": "CSO Filing"}) == count


def test_a_workflow_follows_its_file(session: Any) -> None:
    count = frappe.db.count("Workflow Transition", {"parent": "CSO Filing"})
    time = frappe.db.get_value("Workflow", "CSO Filing", "modified")
    frappe.db.set_default("workflow_file:CSO Filing", f"an older file|{time}")
    install.load_workflows()
    assert frappe.db.count("Workflow Transition", {"parent": "CSO Filing"}) == count
    assert frappe.db.get_default("workflow_file:CSO Filing").split("|")[0] != "an older file"


def test_what_an_office_sets_on_a_role_survives_a_migration(session: Any) -> None:
    frappe.db.set_value("Role", "CSO Auditor", "two_factor_auth", 1)
    frappe.clear_cache()
    sync_fixtures("cso_management")
    install.after_migrate()
    assert frappe.db.get_value("Role", "CSO Auditor", "two_factor_auth") == 1


def test_roles_are_as_shipped(session: Any) -> None:
    """The server makes a missing role from a list of permissions, open to the Desk."""
    shipped = {row["name"]: row for row in names.rows() if row["doctype"] == "Role"}
    for name, row in shipped.items():
        found = frappe.db.get_value("Role", name, ["desk_access", "disabled"], as_dict=True)
        assert (found.desk_access, found.disabled) == (row["desk_access"], row["disabled"]), name


def test_a_role_of_a_later_version_is_set_once(session: Any) -> None:
    given = frappe.db.get_default(names.GIVEN)
    frappe.db.set_default(names.GIVEN, given.replace('"Role CSO Representative"', '"Role other"'))
    frappe.db.set_value("Role", "CSO Representative", "desk_access", 1)
    names.give(is_new_site=False)
    assert frappe.db.get_value("Role", "CSO Representative", "desk_access") == 0
    frappe.db.set_value("Role", "CSO Representative", "desk_access", 1)
    names.give(is_new_site=False)
    assert frappe.db.get_value("Role", "CSO Representative", "desk_access") == 1
