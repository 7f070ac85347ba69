"""Pages and rights: papers, versions, bounds, shares, workspaces, first settings."""

import frappe
import pytest
from frappe.core.doctype.file import utils as files
from frappe.core.doctype.user_permission.user_permission import get_permitted_documents
from frappe.core.doctype.version.version import get_diff
from frappe.desk import desktop, reportview
from frappe.desk.page.setup_wizard import setup_wizard
from frappe.geo import utils as geo
from frappe.www import printview


def test_papers(todo):
    assert "one" in printview.get_rendered_template(todo)
    printview.validate_print_permission(todo)
    with frappe.translate.print_language("zh"):
        assert frappe.local.lang == "zh"
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        printview.validate_print_permission(todo)


def test_what_changed(todo):
    after = frappe.get_doc("ToDo", todo.name)
    after.priority = "Low"
    assert get_diff(todo, after).changed == [["priority", "High", "Low"]]
    assert get_diff(todo, todo) is None and get_diff(None, todo) is None


def test_bounds_of_a_user(session):
    user = {"doctype": "User", "email": "bound@x.example", "first_name": "B", "send_welcome_email": 0}
    frappe.get_doc(user).insert()
    frappe.permissions.add_user_permission("Country", "China", "bound@x.example")
    frappe.set_user("bound@x.example")
    assert get_permitted_documents("Country") == ["China"]
    found = reportview.build_match_conditions("Address", as_condition=False)
    assert {"Country": ["China"]} in found


def test_why_a_right_was_refused(session):
    @frappe.permissions.print_has_permission_check_logs
    def asked(answer, raise_exception=True):
        frappe.permissions.push_perm_check_log("because")
        return answer

    asked(True)
    assert frappe.get_message_log() == []
    asked(False, raise_exception=False)
    assert frappe.get_message_log() == []
    asked(False)
    assert "because" in str(frappe.get_message_log())


def test_sharing_is_asked_for(todo):
    frappe.share.check_share_permission("ToDo", todo.name)
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        frappe.share.check_share_permission("ToDo", todo.name)


def test_files_by_address(todo):
    file = frappe.utils.file_manager.save_file("note.txt", "hello", "ToDo", todo.name, is_private=1)
    assert files.find_file_by_url(file.file_url).name == file.name
    assert files.generate_file_name("note.txt", is_private=True) != "note.txt"
    assert files.generate_file_name("../x/fresh.txt") == "fresh.txt"
    with pytest.raises(frappe.DoesNotExistError):
        files.get_local_image("/files/none.png")
    frappe.set_user("Guest")
    assert files.find_file_by_url(file.file_url) is None


def test_places_on_a_map(session):
    fields = [{"fieldname": name, "label": name, "fieldtype": "Float"} for name in ("latitude", "longitude")]
    kind = {"doctype": "DocType", "name": "Placed Paper", "module": "Custom", "custom": 1, "fields": fields}
    frappe.get_doc(
        {**kind, "permissions": [{"role": "System Manager", "read": 1, "write": 1, "create": 1}]}
    ).insert()
    doc = frappe.get_doc({"doctype": "Placed Paper", "latitude": 30.5, "longitude": 104}).insert()
    frappe.get_doc({"doctype": "Placed Paper"}).insert()
    (feature,) = geo.get_coords("Placed Paper")["features"]
    assert feature["geometry"]["coordinates"] == [104, 30.5] and feature["properties"]["name"] == doc.name
    with pytest.raises(frappe.ValidationError):
        geo.get_coords("ToDo")


def test_workspaces(session):
    data = {"doctype": "Workspace", "label": "Mine", "title": "Mine", "public": 1, "content": "[]"}
    doc = frappe.get_doc({**data, "links": [
        {"type": "Card Break", "label": "Work"},
        {"type": "Link", "link_type": "DocType", "link_to": "ToDo", "label": "To Do"},
        {"type": "Card Break", "label": "Empty"},
    ], "shortcuts": [{"type": "DocType", "link_to": "Note", "label": "Notes"}]})  # fmt: skip
    doc.insert(ignore_links=True)
    assert "Mine" in [page["title"] for page in desktop.get_workspace_sidebar_items()["pages"]]
    page = desktop.get_desktop_page({"name": doc.name})
    assert [card["label"] for card in page["cards"]["items"]] == ["Work"]
    assert len(page["shortcuts"]["items"]) == 1 and desktop.get_desktop_page({"name": "none"}) == {}


def test_first_settings(session):
    assert setup_wizard.setup_complete(
        {"country": "China", "timezone": "Asia/Shanghai", "language": "zh"}
    ) == {"status": "ok"}
    assert frappe.db.get_single_value("System Settings", "country") == "China"
    with pytest.raises(frappe.DoesNotExistError):
        setup_wizard.setup_complete({"country": "Nowhere"})
    record = {"doctype": "Role", "role_name": "From wizard"}
    setup_wizard.make_records(
        [record, record, {**record, "role_name": "Never", "__condition": lambda: False}]
    )
    assert frappe.db.exists("Role", "From wizard") and not frappe.db.exists("Role", "Never")
