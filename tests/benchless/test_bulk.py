"""Many documents in one request of version 2."""

import json

import frappe
import pytest
from werkzeug.test import Client

from benchless.http.app import create_app
from tests.support.work import work


@pytest.fixture
def caller(site):
    """Administrator with a token."""
    with site.session("Administrator"):
        user = frappe.get_doc("User", "Administrator")
        user.api_key, user.api_secret = "bulk-key", "bulk-secret"
        user.save()
    client = Client(create_app(site))

    def ask(path, data):
        headers = {"Authorization": "token bulk-key:bulk-secret", "Content-Type": "application/json"}
        answer = client.post(f"/api/v2/{path}", data=json.dumps(data), headers=headers)
        return answer.status_code, json.loads(answer.text)

    return ask


def made(site, count):
    with site.session("Administrator"):
        return [
            frappe.get_doc({"doctype": "ToDo", "description": f"n{number}"}).insert().name
            for number in range(count)
        ]


def left(site, names):
    with site.session("Administrator"):
        return frappe.get_all("ToDo", {"name": ["in", names]}, pluck="name")


def test_delete_of_one_doctype(site, caller):
    names = made(site, 2)
    status, answer = caller("document/ToDo/bulk_delete", {"names": [*names, "no-such"]})
    assert status == 200
    data = answer["data"]
    assert data["deleted"] == names and data["failed"][0]["name"] == "no-such" and data["failed"][0]["error"]
    assert (data["total"], data["success_count"], data["failure_count"]) == (3, 2, 1)
    assert left(site, names) == []


def test_update_of_one_doctype(site, caller):
    first, second = made(site, 2)
    docs = [{"name": first, "priority": "High"}, {"name": second, "priority": "No such"}]
    data = caller("document/ToDo/bulk_update", {"docs": docs})[1]["data"]
    assert data["updated"] == [first] and [row["name"] for row in data["failed"]] == [second]
    with site.session("Administrator"):
        assert frappe.db.get_value("ToDo", first, "priority") == "High"
        assert frappe.db.get_value("ToDo", second, "priority") == "Medium"


def test_several_doctypes(site, caller):
    (name,) = made(site, 1)
    with site.session("Administrator"):
        note = frappe.get_doc({"doctype": "Note", "title": "bulk"}).insert().name
    docs = [
        {"doctype": "ToDo", "name": name, "status": "Closed"},
        {"doctype": "Note", "name": note, "public": 1},
    ]
    data = caller("method/bulk_update", {"docs": docs})[1]["data"]
    assert data["updated"] == [{"doctype": "ToDo", "name": name}, {"doctype": "Note", "name": note}]
    pairs = [{"doctype": "ToDo", "name": name}, {"doctype": "Note", "name": "none"}]
    data = caller("method/bulk_delete", {"docs": pairs})[1]["data"]
    assert data["deleted"] == pairs[:1] and data["failed"][0]["doctype"] == "Note"


def test_many_go_to_the_worker(site, caller):
    names = made(site, 21)
    status, answer = caller("document/ToDo/bulk_delete", {"names": names})
    assert status == 202 and answer["data"]["job_id"] and len(left(site, names)) == 21
    work(site)
    assert left(site, names) == []


WRONG = [
    ("document/ToDo/bulk_delete", {"names": {"a": 1}}),
    ("document/ToDo/bulk_delete", {"names": [{}]}),
    ("document/ToDo/bulk_update", {"docs": ["x"]}),
    ("document/ToDo/bulk_update", {"docs": [{"priority": "High"}]}),
    ("method/bulk_delete", {"docs": [{"name": "x"}]}),
    ("document/ToDo/bulk_delete", {"names": [str(number) for number in range(501)]}),
]


@pytest.mark.parametrize(("path", "data"), WRONG)
def test_nonsense_is_refused(caller, path, data):
    assert caller(path, data)[0] == 417


def test_rights_hold_for_each(site):
    names = made(site, 1)
    answer = Client(create_app(site)).post(
        "/api/v2/document/ToDo/bulk_delete",
        data=json.dumps({"names": names}),
        content_type="application/json",
    )
    assert answer.status_code >= 400 or json.loads(answer.text)["data"]["deleted"] == []
    assert left(site, names) == names
