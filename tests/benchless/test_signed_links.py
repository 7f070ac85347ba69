"""Links that carry a signature of their own query, and the two steps of a workflow mail."""

import json

import frappe
import pytest
from frappe.utils.verified_command import get_signed_params, verify_request
from frappe.workflow.doctype.workflow_action import workflow_action
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request

from benchless.http.app import create_app

QUERY = {"doctype": "Note", "docname": "张三 & co", "action": "Approve"}
DOOR = "/api/method/frappe.workflow.doctype.workflow_action.workflow_action"


def ask(session, query: str, method: str = "GET", **more) -> bool:
    session.request = Request(EnvironBuilder("/x", query_string=query, method=method, **more).get_environ())
    return verify_request()


@pytest.mark.parametrize(
    ("change", "method", "more", "expected"),
    [
        (lambda text: text, "GET", {}, True),
        (lambda text: text.replace("Approve", "Reject"), "GET", {}, False),
        (lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"), "GET", {}, False),
        (lambda text: text.partition("&_signature=")[0], "GET", {}, False),
        (lambda text: text + "&user=Administrator", "GET", {}, False),
        (lambda text: "", "GET", {}, False),
        (lambda text: text, "POST", {"data": {"a": "1"}}, False),
    ],
)
def test_only_what_was_signed_is_taken(session, change, method, more, expected) -> None:
    assert ask(session, change(get_signed_params(QUERY)), method, **more) is expected
    assert (session.response.type == "page") is not expected


def test_another_site_signs_differently(session) -> None:
    text = get_signed_params(QUERY)
    session.conf["secret"] = "another"
    assert get_signed_params(QUERY) != text
    assert not ask(session, text)
    session.conf.pop("secret")


@pytest.fixture
def reviewed(site):
    """A note at the first state of a workflow of two."""
    with site.session("Administrator"):
        for state in ("Open Note", "Closed Note"):
            frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
        frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Close Note"}).insert()
        way = {"state": "Open Note", "action": "Close Note", "next_state": "Closed Note", "allowed": "All"}
        frappe.get_doc(
            {
                "doctype": "Workflow",
                "workflow_name": "Notes",
                "document_type": "ToDo",
                "is_active": 1,
                "workflow_state_field": "workflow_state",
                "states": [
                    {"state": state, "doc_status": "0", "allow_edit": "All"}
                    for state in ("Open Note", "Closed Note")
                ],
                "transitions": [{**way, "allow_self_approval": 1}],
            }
        ).insert()
        doc = frappe.get_doc({"doctype": "ToDo", "description": "look", "allocated_to": "Administrator"})
        return str(doc.insert().name)


def test_the_two_steps_of_a_workflow_mail(site, reviewed) -> None:
    client = Client(create_app(site))
    common = {"doctype": "ToDo", "docname": reviewed, "user": "Administrator", "action": "Close Note"}
    with site.session("Administrator"):
        first = get_signed_params({**common, "current_state": "Open Note"})
        late = get_signed_params({**common, "current_state": "Closed Note"})
    page = client.get(f"{DOOR}.apply_action?{first}")
    assert page.status_code == 200 and "confirm_action" in page.text
    assert "confirm_action" not in client.get(f"{DOOR}.apply_action?{late}").text
    assert client.get(f"{DOOR}.confirm_action?{late.replace('Open', 'X')}x").status_code == 403
    link = page.text.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert client.get(link).status_code == 200
    with site.session("Administrator"):
        assert frappe.db.get_value("ToDo", reviewed, "workflow_state") == "Closed Note"
        assert frappe.session.user == "Administrator"


def test_a_hook_after_the_request_sees_the_answer(site, monkeypatch) -> None:
    """The hook is a function of this file; the server finds it by its dotted path."""
    seen: list[int] = []
    monkeypatch.setattr(
        workflow_action, "seen_by_test", lambda response: seen.append(response.status_code), raising=False
    )
    path = "frappe.workflow.doctype.workflow_action.workflow_action.seen_by_test"
    original = site.hook_list
    monkeypatch.setattr(site, "hook_list", lambda name: [path] if name == "after_request" else original(name))
    answer = Client(create_app(site)).get("/api/method/ping")
    assert json.loads(answer.text) == {"message": "pong"}
    assert seen == [200]
