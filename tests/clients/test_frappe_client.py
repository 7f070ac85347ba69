"""PyPI's frappe-client, as it is, against our server.

Its `insert_many` cannot work anywhere (it names a module that it does not import), and its prints and upload
templates ask for addresses that Frappe itself gave up; what else it offers is used here.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import Target
from tests.support.sites import PASSWORD


@pytest.fixture(scope="module")
def package(python_clients: Path) -> Iterator[Any]:
    """The client's module; its folder leaves the path again."""
    sys.path.insert(0, str(python_clients))
    yield importlib.import_module("frappeclient.frappeclient")
    sys.path.remove(str(python_clients))


@pytest.fixture(scope="module")
def client(package: Any, target: Target) -> Any:
    return package.FrappeClient(target.address, api_key=target.key, api_secret=target.secret)


@pytest.fixture
def todo(client: Any) -> str:
    return str(client.insert({"doctype": "ToDo", "description": "one", "priority": "High"})["name"])


def test_log_in_and_out(package: Any, target: Target) -> None:
    with package.FrappeClient(target.address, "Administrator", PASSWORD) as session:
        assert session.get_api("frappe.auth.get_logged_user") == "Administrator"
    asked = session.session.get(f"{target.address}/api/method/frappe.auth.get_logged_user")
    assert asked.status_code == 403
    with pytest.raises(package.AuthError):
        package.FrappeClient(target.address, "Administrator", "wrong")


def test_a_key_is_a_log_in(client: Any) -> None:
    assert client.get_api("frappe.auth.get_logged_user") == "Administrator"


def test_read_change_delete(client: Any, todo: str) -> None:
    assert client.get_doc("ToDo", todo)["description"] == "one"
    client.update({"doctype": "ToDo", "name": todo, "description": "two"})
    client.set_value("ToDo", todo, "priority", "Low")
    assert client.get_value("ToDo", ["description", "priority"], {"name": todo}) == {
        "description": "two",
        "priority": "Low",
    }
    client.delete("ToDo", todo)
    assert client.get_list("ToDo", fields=["name"], filters={"name": todo}) == []


def test_lists(client: Any, todo: str) -> None:
    rows = client.get_list("ToDo", filters={"name": todo}, limit_page_length=5, order_by="name asc")
    assert [(row["name"], row["description"]) for row in rows] == [(todo, "one")]


def test_many_at_once(client: Any, todo: str) -> None:
    docs = [{"doctype": "ToDo", "docname": todo, "description": "bulk"}]
    assert client.bulk_update(docs) == {"failed_docs": []}
    assert client.get_doc("ToDo", todo)["description"] == "bulk"


def test_rename(client: Any) -> None:
    client.insert({"doctype": "Role", "role_name": "Client Role"})
    assert client.rename_doc("Role", "Client Role", "Client Role Two") == "Client Role Two"


def test_submit_and_cancel(client: Any) -> None:
    rights = {"role": "System Manager", "read": 1, "write": 1, "create": 1, "submit": 1, "cancel": 1}
    client.insert(
        {
            "doctype": "DocType",
            "name": "Client Paper",
            "module": "Core",
            "custom": 1,
            "is_submittable": 1,
            "fields": [{"fieldname": "title", "fieldtype": "Data", "label": "Title"}],
            "permissions": [rights],
        }
    )
    paper = client.insert({"doctype": "Client Paper", "title": "x"})
    submitted = client.post_request({"cmd": "frappe.client.submit", "doc": paper})
    assert submitted["docstatus"] == 1
    assert client.cancel("Client Paper", paper["name"])["docstatus"] == 2


def test_calls_with_both_verbs(client: Any) -> None:
    assert client.get_api("frappe.client.get_count", {"doctype": "Role", "filters": '{"name": "Guest"}'}) == 1
    assert client.get_request({"cmd": "frappe.client.get_count", "doctype": "Role"}) > 3
    assert client.post_api("frappe.client.get_count", {"doctype": "Role"}) > 3


def test_errors(package: Any, client: Any, target: Target) -> None:
    missing = client.session.get(f"{target.address}/api/resource/ToDo/nobody")
    assert (missing.status_code, missing.json()["exc_type"]) == (404, "DoesNotExistError")
    nobody = package.FrappeClient(target.address)
    refused = nobody.session.get(f"{target.address}/api/resource/User")
    assert (refused.status_code, refused.json()["exc_type"]) == (403, "PermissionError")
