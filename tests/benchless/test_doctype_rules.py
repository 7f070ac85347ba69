"""Definitions of DocTypes that are refused, and what is made of good ones."""

from typing import Any

import frappe
import pytest
from frappe.core.doctype.doctype import doctype as rules

from benchless.errors import InvalidColumnName, NameError, ValidationError

ALL = {"role": "System Manager", "read": 1, "write": 1, "create": 1}


def make(name: str = "Rule Doc", fields: Any = None, **more: Any) -> Any:
    return frappe.get_doc(
        {
            "doctype": "DocType", "name": name, "module": "Custom", "custom": 1,
            "fields": fields or [field()], "permissions": [ALL], **more,
        }
    ).insert()  # fmt: skip


def field(fieldname: str = "a", fieldtype: str = "Data", **more: Any) -> dict[str, Any]:
    return {"fieldname": fieldname, "fieldtype": fieldtype, "label": fieldname.title(), **more}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ([field(fieldtype="Nothing")], ValidationError),
        ([field(fieldtype="Link")], rules.DoctypeLinkError),
        ([field(fieldtype="Link", options="Nowhere")], rules.WrongOptionsDoctypeLinkError),
        ([field(fieldtype="Table", options="User")], frappe.ValidationError),
        ([field(), field()], rules.UniqueFieldnameError),
        ([field("owner")], rules.InvalidFieldNameError),
        ([field("a b")], InvalidColumnName),
        ([field("a" * 65)], ValidationError),
        ([field(fieldtype="Section Break", reqd=1)], rules.IllegalMandatoryError),
        ([field(hidden=1, reqd=1)], rules.HiddenAndMandatoryWithoutDefaultError),
        ([field(fieldtype="Select", options="A\nB", default="C")], ValidationError),
        ([field(fieldtype="Check", default="5")], ValidationError),
        ([field(fieldtype="Text", unique=1)], ValidationError),
        ([field(fieldtype="Dynamic Link", options="b")], frappe.ValidationError),
    ],
)
def test_bad_fields(session: Any, fields: list[dict[str, Any]], error: type[Exception]) -> None:
    with pytest.raises(error):
        make(fields=fields)


@pytest.mark.parametrize("name", ["1 Doc", "Doc <b>", "名称", "Doc/One", "D" * 70])
def test_bad_names(session: Any, name: str) -> None:
    with pytest.raises(NameError):
        make(name)


@pytest.mark.parametrize(
    "more",
    [
        {"title_field": "b"},
        {"search_fields": "a,b"},
        {"sort_field": "b"},
        {"autoname": "field:b"},
        {"autoname": "naming_series:"},
        {"permissions": [ALL, ALL]},
        {"permissions": [{**ALL, "submit": 1}]},
        {"permissions": [ALL, {"role": "Guest", "permlevel": 1, "read": 1}]},
    ],
)
def test_bad_properties(session: Any, more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make(**more)


def test_fieldname_from_label(session: Any) -> None:
    doc = make(fields=[{"fieldtype": "Data", "label": "My First Field"}, {"fieldtype": "Section Break"}])
    assert [row.fieldname for row in doc.fields] == ["my_first_field", "section_break_2"]


def test_submittable_can_be_amended(session: Any) -> None:
    doc = make(is_submittable=1)
    assert doc.fields[-1].fieldname == "amended_from"
    assert doc.fields[-1].no_copy == 1


def test_unique_needs_different_rows(session: Any) -> None:
    doc = make()
    for _i in range(2):
        frappe.get_doc({"doctype": "Rule Doc", "a": "same"}).insert()
    doc.fields[0].unique = 1
    with pytest.raises(rules.NonUniqueError):
        doc.save()


def test_standard_ones_come_from_files(session: Any) -> None:
    session.flags.in_test = False
    with pytest.raises(rules.CannotCreateStandardDoctypeError):
        make(custom=0)
