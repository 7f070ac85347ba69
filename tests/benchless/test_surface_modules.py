"""Documented modules: models, files of apps, requests, notices, pages, one row each."""

import json
from pathlib import Path
from types import SimpleNamespace

import frappe
import pytest
from frappe import cache_manager, deferred_insert, installer, monitor, oauth, twofactor
from frappe.api import v1
from frappe.app import application
from frappe.core.doctype.data_import import data_import
from frappe.core.doctype.file import utils as files
from frappe.core.doctype.installed_applications import installed_applications
from frappe.core.doctype.sms_settings import sms_settings
from frappe.core.doctype.user_permission.user_permission import get_permitted_documents
from frappe.core.doctype.version.version import get_diff
from frappe.custom.doctype.custom_field.custom_field import create_custom_field, rename_fieldname
from frappe.database.database import Database
from frappe.database.utils import commit_after_response
from frappe.desk import desktop, notifications, reportview
from frappe.desk.doctype.notification_log import notification_log
from frappe.desk.page.setup_wizard import setup_wizard
from frappe.email.doctype.auto_email_report.auto_email_report import send_daily
from frappe.email.doctype.email_template.email_template import get_email_template
from frappe.email.doctype.notification import notification
from frappe.geo import country_info
from frappe.geo import utils as geo
from frappe.integrations import utils as requests
from frappe.model import create_new, delete_fields, dynamic_links, get_permitted_fields
from frappe.model import rename_doc as renaming
from frappe.model import utils as models
from frappe.model import workflow as workflows
from frappe.model.db_query import get_order_by
from frappe.model.meta import trim_tables
from frappe.model.utils import link_count, rename_doc
from frappe.model.virtual_doctype import validate_controller
from frappe.modules import export_file, import_file, patch_handler
from frappe.modules import utils as modules
from frappe.website import utils as website
from frappe.www import printview
from werkzeug.test import Client

from benchless.context import activate
from benchless.jobs.worker import Worker
from tests.support.receiver import receiving


@pytest.fixture
def todo(session):
    return frappe.get_doc({"doctype": "ToDo", "description": "one", "priority": "High"}).insert()


def dynamic_fields():
    return [(row.parent, row.fieldname) for row in dynamic_links.get_dynamic_links()]


VALUES = [
    (lambda: models.is_virtual_doctype("RQ Job"), True),
    (lambda: models.is_virtual_doctype("ToDo"), False),
    (lambda: models.is_single_doctype("System Settings"), True),
    (lambda: models.is_single_doctype("No such"), False),
    (lambda: get_order_by("ToDo").startswith("`tabToDo`.`"), True),
    (lambda: "description" in get_permitted_fields("ToDo"), True),
    (lambda: get_permitted_fields("Has Role", parenttype="User")[-1], "doctype"),
    (lambda: create_new.get_new_doc("ToDo").status, "Open"),
    (lambda: create_new.get_new_doc("ToDo", as_dict=True)["priority"], "Medium"),
    (lambda: website.get_shade("#808080", 50), "#c0c0c0"),
    (lambda: website.get_shade("#fff", 50), "#ffffff"),
    (lambda: website.get_shade("#808080", -50), "#404040"),
    (lambda: ("ToDo", "reference_name") in dynamic_fields(), True),
    (lambda: ("ToDo", "allocated_to") in rename_doc.links_to("User"), True),
    (lambda: workflows.has_approval_access("Administrator", frappe.new_doc("ToDo"), {}), True),
    (lambda: sorted(workflows.get_workflow_safe_globals()), ["_", "frappe"]),
    (lambda: frappe.get_meta_module("ToDo").__name__, "frappe.desk.doctype.todo.todo"),
    (lambda: frappe.client_cache is frappe.cache, True),
    (lambda: frappe.setup_module_map(), None),
    (lambda: isinstance(frappe.local.db, Database), True),
    (lambda: country_info.get_country_info("China").code, "cn"),
    (lambda: country_info.get_country_info("Nowhere"), {}),
    (lambda: "Asia/Shanghai" in country_info.get_country_timezone_info()["all_timezones"], True),
    (lambda: twofactor.two_factor_is_enabled(), False),
    (lambda: oauth.get_server_url().startswith("http"), True),
    (lambda: installed_applications.get_installed_app_order(), ["frappe"]),
    (lambda: frappe.config.get_modules_from_app("frappe")[0].app_name, "frappe"),
    (lambda: frappe.translate.get_lang_dict()["English"], "en"),
    (lambda: ("DocType: ToDo", "Priority") in frappe.translate.get_messages_from_doctype("ToDo"), True),
    (lambda: notifications.get_filters_for("No such"), None),
    (lambda: frappe.handler.ping(), "pong"),
    (lambda: frappe.permissions.can_set_user_permissions("ToDo"), True),
    (lambda: notification_log.get_title_html("<b>"), '<b class="subject-title">&lt;b&gt;</b>'),
    (lambda: reportview.build_match_conditions("ToDo"), ""),
    (lambda: files.get_file_name("a.txt", "1"), "a1.txt"),
    (lambda: patch_handler.executed("no.such.patch"), False),
    (lambda: sms_settings.validate_receiver_nos(["+86 (1) 2-3", "x"]), ["+86123"]),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_values(session, number):
    ask, answer = VALUES[number]
    assert ask() == answer


# models ---------------------------------------------------------------------------------------


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


# files of apps --------------------------------------------------------------------------------


def test_documents_go_into_files_and_come_back(session, tmp_path, monkeypatch):
    monkeypatch.setattr(export_file, "get_module_path", lambda module: str(tmp_path))
    frappe.get_doc({"doctype": "Letter Head", "letter_head_name": "Sheet", "content": "x"}).insert()
    (path,) = export_file.export_to_files([["Letter Head", "Sheet"]], "Printing", create_init=True)
    assert (
        json.loads(Path(path).read_text())["content"] == "x"
        and (tmp_path / "letter_head" / "__init__.py").exists()
    )
    frappe.delete_doc("Letter Head", "Sheet")
    seen = []
    assert import_file.import_file_by_path(path, pre_process=seen.append)
    assert frappe.db.get_value("Letter Head", "Sheet", "content") == "x" and seen[0]["name"] == "Sheet"
    frappe.flags.in_test = False
    with pytest.raises(frappe.PermissionError):
        export_file.export_doc(frappe.get_doc("Letter Head", "Sheet"))
    assert modules.export_module_json(frappe.get_doc("Letter Head", "Sheet"), True, "Printing") is None


def test_json_and_tables(session, tmp_path):
    todo = frappe.get_doc({"doctype": "ToDo", "description": "exported"}).insert()
    data_import.export_json("ToDo", str(tmp_path / "a.json"), name=todo.name)
    todo.delete()
    data_import.import_doc(str(tmp_path))
    assert frappe.db.get_value("ToDo", todo.name, "description") == "exported"
    table = tmp_path / "notes.csv"
    table.write_text("Title,Public\nFrom a file,1\n")
    frappe.make_property_setter(
        {
            "doctype": "Note",
            "property": "allow_import",
            "value": 1,
            "property_type": "Check",
            "doctype_or_field": "DocType",
        }
    )
    assert data_import.import_file("Note", str(table), "Insert") == "Success"
    assert frappe.db.exists("Note", {"title": "From a file"})


def test_patches_run_once(session, monkeypatch):
    line = "execute:frappe.flags.patched = (frappe.flags.patched or 0) + 1"
    for force in (False, False, True):
        patch_handler.run_single(line, force=force)
    assert frappe.flags.patched == 2 and patch_handler.executed(line)
    patch_handler.run_single(
        method=lambda number: frappe.flags.update(patched=number), methodargs={"number": 9}
    )
    assert frappe.flags.patched == 9


def test_the_list_of_apps(session):
    installer.add_to_installed_apps("frappe")
    assert frappe.get_installed_apps() == ["frappe"]
    with pytest.raises(frappe.ValidationError):
        installed_applications.update_installed_apps_order(["frappe", "other"])
    frappe.get_doc("Installed Applications").update_versions()
    assert frappe.get_doc("Installed Applications").installed_applications[0].app_name == "frappe"


def test_settings_of_a_site(session, site):
    installer.update_site_config("surface_test", "1")
    assert frappe.conf.surface_test == 1
    installer.update_site_config("surface_test", "None")
    assert frappe.conf.surface_test is None


# requests -------------------------------------------------------------------------------------


def test_asking_others(session):
    with receiving() as office:
        assert "thanks" in requests.make_post_request(office.url + "/a", data={"x": "1 2"}, auth=("u", "p"))
        requests.make_put_request(
            office.url + "/b?c=1", json={"x": [1]}, params={"d": "e f"}, headers={"X-Y": "z"}
        )
        requests.make_get_request(office.url)
        first, second, third = office.calls
        assert (first["body"], first["headers"]["Authorization"]) == (b"x=1+2", "Basic dTpw")
        assert (second["path"], json.loads(second["body"]), second["headers"]["X-Y"]) == (
            "/b?c=1&d=e+f",
            {"x": [1]},
            "z",
        )
        assert third["method"] == "GET"
        office.statuses = [500]
        with pytest.raises(requests.RequestFailed):
            requests.make_delete_request(office.url)
    assert frappe.db.count("Error Log", {"method": ["like", "DELETE %"]}) == 1


def test_calls_are_noted(session):
    log = requests.create_request_log(
        {"a": 1}, "Remote", "Shop", "R-1", reference_doctype="User", reference_docname="Guest"
    )
    assert (log.status, log.is_remote_request, json.loads(log.data)) == ("Queued", 1, {"a": 1})
    log.update_status({"b": 2}, "Authorized")
    log.handle_success({"ok": 1})
    log.reload()
    assert (log.status, json.loads(log.data), json.loads(log.output)) == (
        "Completed",
        {"a": 1, "b": 2},
        {"ok": 1},
    )
    log.handle_failure("no")
    assert requests.create_request_log("x", error="bad").status == "Failed"


def test_text_messages(session, site):
    with receiving() as office:
        site.config["webhook_allowed_networks"] = ["127.0.0.1"]
        settings = frappe.get_doc("SMS Settings")
        settings.update(
            {"sms_gateway_url": office.url + "/sms", "message_parameter": "text", "receiver_parameter": "to"}
        )
        settings.append("parameters", {"parameter": "key", "value": "k"})
        settings.save()
        sms_settings.send_sms(["+86 1", "2"], "hello & you")
        site.config.pop("webhook_allowed_networks")
        sms_settings.send_sms(["3"], "not inside the house")
    assert [call["path"] for call in office.calls] == [
        "/sms?key=k&text=hello+%26+you&to=%2B861",
        "/sms?key=k&text=hello+%26+you&to=2",
    ]
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        sms_settings.send_sms(["1"], "x")


def test_functions_by_their_path(session, todo):
    session.request = SimpleNamespace(method="POST", headers={})
    session.form_dict.update(doctype="ToDo", name=todo.name)
    assert frappe.handler.execute_cmd("frappe.client.get")["name"] == todo.name
    with pytest.raises(frappe.ValidationError):
        frappe.handler.execute_cmd("os.system")
    with pytest.raises((frappe.PermissionError, frappe.DoesNotExistError)):
        frappe.handler.run_doc_method(
            "db_set", dt="ToDo", dn=todo.name, args={"fieldname": "status", "value": "Closed"}
        )
    with pytest.raises(frappe.PermissionError):
        frappe.handler.is_whitelisted(frappe.db.sql)
    session.request = None


def test_documents_by_code(todo):
    assert v1.read_doc("ToDo", todo.name).name == todo.name
    v1.update_doc("ToDo", todo.name, status="Closed")
    made = v1.create_doc("ToDo", description="made")
    assert v1.delete_doc("ToDo", made.name) == "ok" and not frappe.db.exists("ToDo", made.name)
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        v1.read_doc("ToDo", todo.name)


def test_the_server_as_an_application(session):
    answer = Client(application).get("/api/method/ping")
    activate(session)
    assert json.loads(answer.text) == {"message": "pong"}


# notices --------------------------------------------------------------------------------------


def test_people_are_told_by_a_job(site):
    with site.session("Administrator"):
        notification_log.enqueue_create_notification(
            ["admin@example.com", "nobody@x"], {"type": "Alert", "subject": "told"}
        )
    site.close()
    worker = Worker(site)
    worker.next_tick = float("inf")
    worker.run_all()
    worker._lock.close()
    with site.session("Administrator"):
        assert frappe.get_all("Notification Log", {"subject": "told"}, pluck="for_user") == ["Administrator"]


def test_titles(todo):
    assert notification_log.get_title("ToDo", todo.name) == "one"
    assert notification_log.get_title("ToDo", todo.name, "priority") == "High"


def test_open_documents(todo, monkeypatch):
    config = {
        "for_doctype": {"ToDo": {"status": "Open"}, "Note": f"{__name__}.seven"},
        "for_other": {"x": f"{__name__}.seven"},
    }
    monkeypatch.setattr(f"{__name__}.CONFIG", config)
    hooks = frappe.get_module("frappe.hooks")
    monkeypatch.setattr(hooks, "notification_config", f"{__name__}.get_config", raising=False)
    frappe.cache_manager.clear_global_cache()
    found = notifications.get_notifications()
    assert found.open_count_doctype == {"ToDo": 1, "Note": 7} and found.open_count_other == {"x": 7}
    assert notifications.get_filters_for("ToDo") == {"status": "Open"}
    frappe.set_user("Guest")
    assert notifications.get_notifications().open_count_doctype == {}


CONFIG: dict = {}


def get_config():
    return CONFIG


def seven():
    return 7


def test_a_rule_by_hand(todo):
    rule = {
        "doctype": "Notification",
        "subject": "hand {{ doc.name }}",
        "document_type": "ToDo",
        "event": "Custom",
    }
    more = {
        "channel": "System Notification",
        "condition": "doc.priority == 'High'",
        "message": "m",
        "enabled": 1,
    }
    made = frappe.get_doc({**rule, **more, "recipients": [{"receiver_by_document_field": "owner"}]}).insert(
        set_name="By hand"
    )
    notification.evaluate_alert(todo, made.name)
    assert frappe.db.exists("Notification Log", {"subject": f"hand {todo.name}"})
    assert notification.get_context(todo)["doc"] is todo


def test_mails_from_templates(todo):
    frappe.get_doc(
        {"doctype": "Email Template", "subject": "About {{ name }}", "response": "<b>{{ description }}</b>"}
    ).insert(set_name="T")
    found = get_email_template("T", todo.as_dict(convert_dates_to_str=True))
    assert found["subject"] == f"About {todo.name}" and "<b>one</b>" in found["message"]
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc({"doctype": "Email Template", "subject": "{{ bad", "response": "x"}).insert(
            set_name="Bad"
        )


def test_reports_by_mail(todo):
    frappe.get_doc({
        "doctype": "Report", "report_name": "Mailed", "ref_doctype": "ToDo", "report_type": "Query Report",
        "is_standard": "No", "query": "SELECT description AS 'Text::200' FROM tabToDo",
        "roles": [{"role": "System Manager"}],
    }).insert()  # fmt: skip
    data = {
        "doctype": "Auto Email Report",
        "report": "Mailed",
        "user": "Administrator",
        "email_to": "a@b.example",
    }
    made = frappe.get_doc({**data, "frequency": "Daily", "format": "CSV"}).insert(set_name="Daily one")
    frappe.get_doc({**data, "frequency": "Monthly", "enabled": 0, "format": "HTML"}).insert(set_name="Off")
    labels, rows = made.get_report_content()
    assert labels == ["Text"] and ["one"] in rows
    assert b"one" in made.papers([labels, *rows])[0]["fcontent"]
    before = frappe.db.count("Email Queue")
    send_daily()
    assert frappe.db.count("Email Queue") == before + 1
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc({**data, "email_to": "nonsense", "frequency": "Daily", "format": "CSV"}).insert(
            set_name="Bad"
        )


# pages and rights -----------------------------------------------------------------------------


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


# later ----------------------------------------------------------------------------------------


def test_work_after_the_answer(site):
    @commit_after_response
    def note():
        frappe.db.set_value("User", "Guest", "bio", "after")

    with site.session("Administrator") as session:
        session.db.begin()
        note()
        assert frappe.db.get_value("User", "Guest", "bio") != "after"
    with site.session("Administrator"):
        assert frappe.db.get_value("User", "Guest", "bio") == "after"


def test_documents_nobody_waits_for(site):
    with site.session("Administrator"):
        rows = [{"description": "later"}, {"description": "later", "priority": "No such"}]
        deferred_insert.deferred_insert("ToDo", json.dumps(rows))
    site.close()
    worker = Worker(site)
    worker.next_tick = float("inf")
    worker.run_all()
    worker._lock.close()
    with site.session("Administrator"):
        assert frappe.db.count("ToDo", {"description": "later"}) == 1


def test_notes_about_a_request(session):
    monitor.add_data_to_monitor(kind="test", size=3)
    assert session.flags.monitored == {"kind": "test", "size": 3}


def test_forgetting(session):
    for forget in (
        cache_manager.clear_user_cache,
        cache_manager.clear_doctype_cache,
        cache_manager.clear_global_cache,
    ):
        session.cache["x"] = 1
        forget()
        assert "x" not in session.cache
