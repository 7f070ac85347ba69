"""`frappe.model` and its relatives: links, renames, virtual DocTypes, workflows in words."""

import frappe
import pytest
from frappe.custom.doctype.custom_field.custom_field import create_custom_field, rename_fieldname
from frappe.model import delete_fields, dynamic_links
from frappe.model import rename_doc as renaming
from frappe.model import utils as models
from frappe.model import workflow as workflows
from frappe.model.meta import trim_tables
from frappe.model.utils import link_count, rename_doc
from frappe.model.virtual_doctype import validate_controller


def test_what_a_link_brings_along(session):
    create_custom_field(
        "ToDo",
        {"fieldname": "mail", "label": "Mail", "fieldtype": "Data", "fetch_from": "allocated_to.email"},
    )
    assert models.get_fetch_values("ToDo", "allocated_to", "Guest") == {"mail": "guest@example.com"}
    assert models.get_fetch_values("ToDo", "allocated_to", None) == {"mail": None}
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        models.get_fetch_values("ToDo", "allocated_to", "Administrator")


@pytest.mark.parametrize("path", ["frappe/modules.txt", "frappe/../../etc/passwd", "/etc/passwd", "nobody/x"])
def test_included_files(session, path):
    text = f"a {{% include '{path}' %}} b"
    if path == "frappe/modules.txt":
        assert "Core" in models.render_include(text)
    else:
        with pytest.raises(frappe.DoesNotExistError):
            models.render_include(text)


def test_one_default(session):
    frappe.get_doc({"doctype": "Country", "country_name": "Elsewhere", "code": "el"}).insert()
    first = frappe.get_doc({"doctype": "Address Template", "country": "China"}).insert()
    second = frappe.get_doc(
        {"doctype": "Address Template", "country": "Elsewhere", "template": first.template}
    ).insert()
    second.db_set("is_default", 1)
    models.set_default(second, "template")
    assert not frappe.db.get_value("Address Template", first.name, "is_default")
    assert frappe.db.get_value("Address Template", second.name, "is_default") == 1


def test_fields_that_go(session):
    create_custom_field("ToDo", {"fieldname": "old", "label": "Old", "fieldtype": "Data"})
    frappe.db.delete("Custom Field", {"dt": "ToDo"})
    frappe.clear_cache(doctype="ToDo")
    assert trim_tables("ToDo", dry_run=True) == {"ToDo": ["old"]}
    trim_tables("ToDo")
    assert trim_tables("ToDo") == {} and "old" not in frappe.db.get_table_columns("ToDo")
    delete_fields({"ToDo": ["no_such"]}, delete=1)


def test_a_new_name_for_a_field(todo):
    field = {
        "doctype": "Custom Field",
        "dt": "ToDo",
        "fieldname": "first",
        "label": "First",
        "fieldtype": "Data",
    }
    frappe.get_doc(field).insert()
    frappe.db.set_value("ToDo", todo.name, "first", "kept")
    rename_fieldname("ToDo-first", "Second One")
    assert frappe.get_meta("ToDo").has_field("second_one") and not frappe.get_meta("ToDo").has_field("first")
    assert frappe.db.get_value("ToDo", todo.name, "second_one") == "kept"
    for bad in ("description", ""):
        with pytest.raises(frappe.ValidationError):
            rename_fieldname("ToDo-second_one", bad)
    create_custom_field("ToDo", {"fieldname": "made", "label": "Made", "fieldtype": "Data"})
    with pytest.raises(frappe.ValidationError):  # what an app made is not renamed by hand
        rename_fieldname("ToDo-made", "other")


def test_renaming_is_checked_first(session):
    role = frappe.get_doc({"doctype": "Role", "role_name": "Before"}).insert()
    assert renaming.validate_rename("Role", "Before", " After ", ignore_permissions=True) == "After"
    with pytest.raises(frappe.ValidationError):
        renaming.validate_rename("Role", role.name, "Guest", force=True)
    assert frappe.db.exists("Role", "Before")


def test_often_linked(todo):
    link_count.notify_link_count("User", "Guest")
    link_count.notify_link_count("User", "Guest", 2)
    before = frappe.db.get_value("User", "Guest", "idx")
    link_count.update_link_count()
    assert frappe.db.get_value("User", "Guest", "idx") == before + 3


def test_values_in_linked_documents(todo):
    note = frappe.get_doc(
        {"doctype": "ToDo", "description": "x", "allocated_to": "Guest", "assigned_by": "Guest"}
    ).insert()
    rename_doc.update_linked_doctypes("User", "Guest", "Role", "x")
    rename_doc.update_linked_doctypes("Role", "Guest", "User", "Administrator", ["Has Role"])
    assert frappe.db.get_value("ToDo", note.name, "allocated_to") == "Guest"
    assert dynamic_links.get_dynamic_link_map() is not None


def test_controllers_of_virtual_doctypes(session):
    validate_controller("RQ Job")
    with pytest.raises(frappe.ValidationError):
        validate_controller("ToDo")


def test_a_workflow_in_words(session):
    for state in ("A", "B"):
        frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Go"}).insert()
    kind = {"doctype": "DocType", "name": "Moved Paper", "module": "Custom", "custom": 1, "is_submittable": 1}
    rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "submit": 1}]
    frappe.get_doc(
        {**kind, "fields": [{"fieldname": "a", "fieldtype": "Data", "label": "A"}], "permissions": rights}
    ).insert()
    states = [
        {"state": "A", "doc_status": "0", "allow_edit": "All"},
        {"state": "B", "doc_status": "1", "allow_edit": "All"},
    ]
    step = {"state": "A", "action": "Go", "next_state": "B", "allowed": "System Manager"}
    flow = {"doctype": "Workflow", "workflow_name": "Moving", "document_type": "Moved Paper", "is_active": 1}
    frappe.get_doc({**flow, "states": states, "transitions": [step], "send_email_alert": 1}).insert()
    doc = frappe.get_doc({"doctype": "Moved Paper"}).insert()
    workflows.validate_workflow(doc)
    workflows.set_workflow_state_on_action(doc, "Moving", "submit")
    assert doc.workflow_state == "B" and workflows.send_email_alert("Moving")
    doc.owner = "a@b.example"
    for user, allowed, may in (("a@b.example", 0, False), ("a@b.example", 1, True), ("c@d.example", 0, True)):
        assert workflows.has_approval_access(user, doc, {"allow_self_approval": allowed}) is may
