"""Single values and checked links as a client asks for them, and names that cannot change."""

from typing import Any

import frappe
import pytest
from frappe import client

from benchless.documents.renaming import rename_doc
from benchless.errors import PermissionError, ValidationError
from tests.support.doctypes import make_doctype

SELECTOR = {"role": "Read Only Role", "select": 1, "read": 0, "write": 0, "create": 0, "delete": 0}


def make_doctypes() -> None:
    for values in (
        {"name": "Read Row", "istable": 1, "fields": [("item", "Data")]},
        {"name": "Read One", "issingle": 1, "fields": [("max", "Int"), ("rows", "Table", "Read Row")]},
        {
            "name": "Read Many",
            "autoname": "field:title",
            "search_fields": "city",
            "fields": [("title", "Data"), ("city", "Data")],
            "permissions": [SELECTOR],
        },
    ):
        make_doctype(**values)


@pytest.fixture
def doctypes(session: Any) -> None:
    frappe.get_doc({"doctype": "Role", "role_name": "Read Only Role"}).insert()
    make_doctypes()
    frappe.get_doc({"doctype": "Read One", "max": 12, "rows": [{"item": "x"}]}).save()
    frappe.get_doc({"doctype": "Read Many", "title": "a", "city": "Chengdu"}).insert()


@pytest.mark.parametrize(("field", "value"), [("max", 12), ("rows", None), ("nosuch", ValidationError)])
def test_one_value_of_a_single(doctypes: None, field: str, value: Any) -> None:
    if value is ValidationError:
        with pytest.raises(ValidationError):
            client.get_single_value("Read One", field)
    else:
        assert client.get_single_value("Read One", field) == value


@pytest.mark.parametrize(
    ("doctype", "name", "fields", "found"),
    [
        ("Read Many", "a", None, {"name": "a"}),
        ("Read Many", "a", ["city"], {"name": "a", "city": "Chengdu"}),
        ("Read Many", "none", ["city"], {"name": None}),
        ("Read One", "Read One", ["max"], {"name": "Read One", "max": "12"}),
    ],
)
def test_a_link_is_checked(doctypes: None, doctype: str, name: str, fields: Any, found: Any) -> None:
    answer = client.validate_link(doctype, name, fields)
    assert {key: str(value) if key == "max" else value for key, value in answer.items()} == found


def test_who_may_select_gets_the_values_of_a_link(doctypes: None) -> None:
    user = frappe.get_doc({"doctype": "User", "email": "selector@example.com", "first_name": "S"}).insert()
    user.add_roles("Read Only Role")
    frappe.set_user(user.name)
    assert client.validate_link("Read Many", "a", ["city"]) == {"name": "a", "city": "Chengdu"}
    with pytest.raises(PermissionError):
        client.validate_link("Read One", "Read One", ["max"])


def test_a_single_cannot_be_renamed(doctypes: None) -> None:
    with pytest.raises(ValidationError, match="cannot be renamed"):
        rename_doc("Read One", "Read One", "another", show_alert=False)
