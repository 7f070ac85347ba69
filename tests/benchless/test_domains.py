"""Domains: what belongs to one that is not active is out of sight."""

import frappe
import pytest
from frappe.core.doctype.domain_settings.domain_settings import get_active_modules, is_in_sight
from frappe.core.page.permission_manager.permission_manager import get_roles_and_doctypes

KIND = "Farm Paper"


@pytest.fixture
def farm(session):
    """A DocType, a role and a module of the domain Farming."""
    frappe.get_doc({"doctype": "Domain", "domain": "Farming"}).insert()
    frappe.get_doc({"doctype": "Role", "role_name": "Farmer", "restrict_to_domain": "Farming"}).insert()
    frappe.get_doc(
        {
            "doctype": "Module Def",
            "module_name": "Fields",
            "app_name": "frappe",
            "restrict_to_domain": "Farming",
        }
    ).insert()
    data = {
        "doctype": "DocType",
        "name": KIND,
        "module": "Custom",
        "custom": 1,
        "restrict_to_domain": "Farming",
    }
    fields = [{"fieldname": "crop", "label": "Crop", "fieldtype": "Data", "in_global_search": 1}]
    rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1}]
    frappe.get_doc({**data, "fields": fields, "permissions": rights}).insert()
    page = frappe.get_doc("Global Search Settings")
    page.append("allowed_in_global_search", {"document_type": KIND})
    page.save()
    return frappe.get_doc({"doctype": KIND, "crop": "Barley"}).insert()


def seen():
    listed = get_roles_and_doctypes()
    return {
        "doctype": KIND in [row["value"] for row in listed["doctypes"]] and is_in_sight(KIND),
        "role": "Farmer" in [row["value"] for row in listed["roles"]],
        "module": "Fields" in get_active_modules(),
        "search": bool(frappe.utils.global_search.search("Barley")),
    }


def test_out_of_sight_until_active(farm):
    settings = frappe.get_doc("Domain Settings")
    settings.save()
    assert frappe.get_active_domains() == [""]
    assert set(seen().values()) == {False}
    settings.set_active_domains(["Farming", "Farming"])
    assert frappe.get_active_domains() == ["Farming", ""]
    assert set(seen().values()) == {True}
    assert not frappe.db.get_value("Role", "Farmer", "disabled")
    settings.set_active_domains([])
    assert set(seen().values()) == {False} and frappe.db.get_value("Role", "Farmer", "disabled") == 1


def test_what_has_no_domain_stays(farm):
    frappe.get_doc("Domain Settings").save()
    assert is_in_sight("ToDo") and "Core" in get_active_modules()
    assert not frappe.db.get_value("Role", "System Manager", "disabled")


def test_rights_are_as_they_were(farm):
    """Being out of sight takes nobody's rights: the document can still be opened by its name."""
    frappe.get_doc("Domain Settings").save()
    assert frappe.get_doc(KIND, farm.name).has_permission("read")


def test_a_domain_must_exist(session):
    with pytest.raises(frappe.LinkValidationError):
        frappe.get_doc("Domain Settings").set_active_domains(["No such domain"])


def test_what_an_app_says_of_a_domain(session):
    assert frappe.get_domain_data("Farming") == {}
