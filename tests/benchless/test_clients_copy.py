"""A client's copy of a document cannot bring along what only the life cycle may know."""

from typing import Any

import frappe
import pytest

USER = "copy@example.com"


@pytest.fixture
def doctype(session: Any) -> str:
    frappe.get_doc({"doctype": "Role", "role_name": "Copy Role", "desk_access": 1}).insert()
    frappe.get_doc(
        {"doctype": "User", "email": USER, "first_name": "Copy", "roles": [{"role": "Copy Role"}]}
    ).insert()
    frappe.get_doc(
        {
            "doctype": "DocType", "name": "Copy Doc", "module": "Custom", "custom": 1,
            "autoname": "field:title",
            "fields": [
                {"fieldname": "title", "fieldtype": "Data", "label": "Title"},
                {"fieldname": "secret", "fieldtype": "Data", "label": "Secret", "permlevel": 1},
                {"fieldname": "once", "fieldtype": "Data", "label": "Once", "set_only_once": 1},
            ],
            "permissions": [{"role": "Copy Role", "read": 1, "write": 1, "create": 1}],
        }
    ).insert()  # fmt: skip
    session.set_user(USER)
    return "Copy Doc"


def forged(doc: Any) -> list[Any]:
    """A snapshot that says the new values were there before."""
    return [{**doc.as_dict(), "secret": "mine", "once": "2"}, {}]


def test_forged_snapshot(session: Any, doctype: str) -> None:
    doc = frappe.get_doc({"doctype": doctype, "title": "a", "once": "1"}).insert()
    copy = frappe.get_doc(doctype, "a")
    copy.update(
        {"secret": "mine", "_snapshot": forged(doc), "_before": doc, "flags": {"ignore_permissions": 1}}
    )
    copy.save()
    assert frappe.db.get_value(doctype, "a", "secret") is None
    copy.update({"once": "2", "_snapshot": forged(doc)})
    with pytest.raises(frappe.CannotChangeConstantError):
        copy.save()


@pytest.mark.parametrize("key", ["flags", "_snapshot", "_meta", "_action", "parent_doc"])
def test_set_leaves_it_alone(session: Any, doctype: str, key: str) -> None:
    doc = frappe.get_doc({"doctype": doctype, "title": "a"})
    before = doc.__dict__.get(key)
    doc.set(key, {"ignore_permissions": 1})
    assert doc.__dict__.get(key) is before


def test_own_password_needs_the_old_one(session: Any, doctype: str) -> None:
    user = frappe.get_doc("User", USER)
    user.new_password = "Another-Long-Word-77"
    with pytest.raises(frappe.PermissionError):
        user.save()
