"""Requests to others and to ourselves: integrations, text messages, calls by path."""

import json
from types import SimpleNamespace

import frappe
import pytest
from frappe.api import v1
from frappe.app import application
from frappe.core.doctype.sms_settings import sms_settings
from frappe.integrations import utils as requests
from werkzeug.test import Client

from benchless.context import activate
from tests.support.receiver import receiving


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
