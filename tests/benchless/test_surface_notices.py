"""What people are told: jobs, open documents, rules, templates, reports by mail."""

import frappe
import pytest
from frappe.desk import notifications
from frappe.desk.doctype.notification_log import notification_log
from frappe.email.doctype.auto_email_report.auto_email_report import send_daily
from frappe.email.doctype.email_template.email_template import get_email_template
from frappe.email.doctype.notification import notification

from tests.support.work import work


def test_people_are_told_by_a_job(site):
    with site.session("Administrator"):
        notification_log.enqueue_create_notification(
            ["admin@example.com", "nobody@x"], {"type": "Alert", "subject": "told"}
        )
    work(site)
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
