"""Refusals at the doors: what a token must be, and what comes with the error of a v2 call."""

from typing import Any

import frappe
import pytest
from frappe import client
from werkzeug.test import Client

from benchless import access
from benchless.errors import ValidationError
from benchless.http.app import create_app
from benchless.schema.fieldtypes import TYPES
from benchless.values import Row

WHO = "/api/method/frappe.auth.get_logged_user"


@pytest.fixture(scope="module")
def web(site: Any) -> Client:
    with site.session("Administrator"):
        fields = [
            {"fieldname": name, "fieldtype": "Data", "label": name.title(), "reqd": reqd}
            for name, reqd in (("title", 0), ("city", 1), ("street", 1))
        ]
        rights = {"role": "All", "read": 1, "write": 1, "create": 1}
        frappe.get_doc(
            {"doctype": "DocType", "name": "Refusal", "module": "Custom", "custom": 1,
             "autoname": "field:title", "fields": fields, "permissions": [rights]}
        ).insert()  # fmt: skip
    browser = Client(create_app(site))
    answer = browser.post("/api/method/login", data={"usr": "Administrator", "pwd": "admin"})
    assert answer.status_code == 200
    return browser


@pytest.mark.parametrize(
    ("header", "status", "kind"),
    [
        ("Basic abc", 400, "InvalidAuthorizationToken"),
        ("Basic !!!", 401, "AuthenticationError"),
        ("Basic YWJjOmRlZg==", 401, "AuthenticationError"),
        ("Basic bm9jb2xvbg==", 401, "AuthenticationError"),
        ("token abc", 401, "AuthenticationError"),
        ("Magic abc", 401, "AuthenticationError"),
    ],
)
def test_tokens(web: Client, header: str, status: int, kind: str) -> None:
    guest = Client(web.application)
    answer = guest.get(WHO, headers={"Authorization": header})
    assert (answer.status_code, answer.json["exc_type"]) == (status, kind)


@pytest.mark.parametrize(
    ("method", "path", "body", "others"),
    [
        ("GET", "/api/v2/method/nosuch", None, 1),
        ("GET", "/api/v2/method/frappe.nosuch", None, 0),
        ("GET", "/api/v2/document/Refusal/none", None, 0),
        ("POST", "/api/v2/document/Refusal", {"title": "a"}, 1),
        ("POST", "/api/v2/document/Refusal", {"title": "a", "city": "b"}, 0),
        ("POST", "/api/v2/document/Refusal/none/copy", {}, None),
    ],
)
def test_messages_beside_the_error(
    web: Client, method: str, path: str, body: Any, others: int | None
) -> None:
    answer = web.open(path, method=method, json=body)
    if others is None:  # the address is there, for another verb
        assert answer.status_code == 405
        return
    assert answer.status_code >= 400 and len(answer.json["errors"]) == 1
    assert len(answer.json.get("messages", [])) == others


@pytest.mark.parametrize(
    ("field", "members", "found"),
    [("street", [], True), ("street", ["x"], False), ("docstatus", [], False), ("street", [""], True)],
)
def test_an_empty_list_finds_what_is_empty(
    web: Client, session: Any, field: str, members: list[str], found: bool
) -> None:
    document = frappe.get_doc({"doctype": "Refusal", "title": "e", "city": "c"})
    document.flags.ignore_mandatory = True
    document.insert()
    rows = access.get_list("Refusal", filters=[[field, "in", members]], fields=["name"])
    assert bool(rows) is found


@pytest.mark.parametrize("item", ["x.js", "assets/../site_config.json", "/etc/passwd"])
def test_scripts_are_assets(session: Any, item: str) -> None:
    assert client.get_js(["assets/frappe/x.js"]) == []
    with pytest.raises(ValidationError):
        client.get_js([item])


MOMENTS = [
    ("Datetime", "2021-02-03", "2021-02-03 00:00:00"),
    ("Datetime", "2021/02/03 04:05", "2021-02-03 04:05:00"),
    ("Datetime", "03-02-2021", None),
    ("Datetime", "3/2/2021", None),
    ("Datetime", "12:00", None),
    ("Datetime", "2021-02", None),
    ("Time", "2021-02-03 04:05:06", "04:05:06"),
    ("Time", "4:5", "04:05:00"),
    ("Time", "4:65", None),
]


@pytest.mark.parametrize(("kind", "text", "stored"), MOMENTS)
def test_what_names_a_moment(kind: str, text: str, stored: str | None) -> None:
    field = Row(fieldname="x", label="X", fieldtype=kind)
    if stored is None:
        with pytest.raises(ValidationError):
            TYPES[kind].to_column(text, field)
    else:
        assert TYPES[kind].to_column(text, field).removesuffix(".000000") == stored
