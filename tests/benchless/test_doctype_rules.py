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
        ([field(fieldtype="Button", in_list_view=1)], ValidationError),
        ([field(fieldtype="Attach Image", in_list_view=1)], ValidationError),
        ([field(fieldtype="HTML", in_global_search=1)], ValidationError),
        ([field(depends_on="eval:doc.b = 1")], ValidationError),
        ([field(), field("b", "Fold")], ValidationError),
        ([field("b", "Fold"), field()], ValidationError),
        ([field("b", "Fold"), field("c", "Section Break"), field("d", "Fold")], ValidationError),
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
        {"search_fields": "a,owner"},
        {"timeline_field": "a"},
        {"is_published_field": "b"},
        {"links": [{"link_doctype": "ToDo", "link_fieldname": "nothing"}]},
        {"permissions": [{"role": "All", "read": 0, "write": 0, "create": 0, "report": 1}]},
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


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"issingle": 1, "istable": 1}, {"issingle": 1, "istable": 0}),
        ({"issingle": 1, "is_submittable": 1}, {"is_submittable": 0}),
        ({"istable": 1}, {"permissions": []}),
        ({"permissions": [{"role": "All", "permlevel": 1, "read": 1}]}, {"istable": 0}),
    ],
)
def test_kinds_that_exclude_each_other(session: Any, given: dict[str, Any], kept: dict[str, Any]) -> None:
    doc = make(**given)
    assert {key: doc.get(key) for key in kept} == kept


@pytest.mark.parametrize("condition", ["eval:doc.a == 1", "eval:doc.a != 'x'", "eval:doc.a >= 2", "a"])
def test_conditions_that_compare(session: Any, condition: str) -> None:
    assert make(fields=[field(), field("b", depends_on=condition)]).fields[1].depends_on == condition


@pytest.mark.parametrize(
    ("fieldtype", "default", "stored"),
    [("Data", "x", "x"), ("Int", "7", 7), ("Data", None, None), ("Date", "Today", None), ("Text", "x", None)],
)
def test_new_field_gives_its_default_to_old_rows(
    session: Any, fieldtype: str, default: Any, stored: Any
) -> None:
    make()
    name = frappe.get_doc({"doctype": "Rule Doc", "a": "old"}).insert().name
    more = {"dt": "Rule Doc", "fieldname": "extra", "label": "Extra", "fieldtype": fieldtype}
    frappe.get_doc({"doctype": "Custom Field", "default": default, **more}).insert()
    assert frappe.db.get_value("Rule Doc", name, "extra") == stored


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
