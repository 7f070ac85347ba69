"""Custom Fields, Property Setters, Customize Form, rights changed by administrators."""

from typing import Any

import frappe
import pytest
from frappe.core.page.permission_manager import permission_manager
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.custom.doctype.property_setter.property_setter import make_property_setter

from benchless.errors import ValidationError


def test_fields_of_an_app(session: Any) -> None:
    wanted = {
        "ToDo": [{"fieldname": "county", "label": "County", "fieldtype": "Data", "insert_after": "status"}]
    }
    create_custom_fields(wanted)
    meta = frappe.get_meta("ToDo")
    names = [field.fieldname for field in meta.fields]
    assert names[names.index("status") + 1] == "county"
    frappe.get_doc({"doctype": "ToDo", "description": "x", "county": "Qinghe"}).insert()
    assert frappe.get_all("ToDo", filters={"county": "Qinghe"}, pluck="description") == ["x"]
    create_custom_fields({"ToDo": [{**wanted["ToDo"][0], "label": "District"}]})
    assert frappe.get_meta("ToDo").get_label("county") == "District"


@pytest.mark.parametrize(
    "values",
    [
        {"dt": "DocType", "label": "X"},
        {"dt": "ToDo", "label": ""},
        {"dt": "ToDo", "label": "Status", "fieldname": "status"},
        {"dt": "ToDo", "label": "X", "fieldtype": "Link"},
    ],
)
def test_refused_fields(session: Any, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        frappe.get_doc({"doctype": "Custom Field", "fieldtype": "Data", **values}).insert()


def test_type_changes_only_to_its_like(session: Any) -> None:
    field = frappe.get_doc(
        {"doctype": "Custom Field", "dt": "ToDo", "label": "Num", "fieldtype": "Int"}
    ).insert()
    field.fieldtype = "Text"
    with pytest.raises(ValidationError):
        field.save()


def test_property_once(session: Any) -> None:
    for value in ("1", "0", "1"):
        make_property_setter("ToDo", "color", "hidden", value, "Check")
    assert frappe.db.count("Property Setter", {"doc_type": "ToDo", "property": "hidden"}) == 1
    assert frappe.get_meta("ToDo").get_field("color").hidden == 1


def test_customize_form(session: Any) -> None:
    form = frappe.get_doc({"doctype": "Customize Form", "doc_type": "ToDo"})
    form.fetch_to_customize()
    row = next(row for row in form.fields if row.fieldname == "color")
    row.label = "Paint"
    form.append("fields", {"label": "Extra", "fieldtype": "Data"})
    form.title_field = "status"
    form.save_customization()
    meta = frappe.get_meta("ToDo")
    assert meta.get_label("color") == "Paint"
    assert meta.get_field("custom_extra").fieldtype == "Data"
    assert meta.title_field == "status"
    form.reset_to_defaults()
    assert frappe.get_meta("ToDo").get_label("color") == "Color"


def test_rights_by_administrators(session: Any) -> None:
    permission_manager.add("Note", "Translator", 0)
    permission_manager.update("Note", "Translator", 0, "write", 1)
    row = next(r for r in permission_manager.get_permissions("Note") if r["role"] == "Translator")
    assert (row["read"], row["write"], row["delete"]) == (1, 1, 0)
    permission_manager.remove("Note", "Translator", 0)
    permission_manager.reset("Note")
    assert all(r["role"] != "Translator" for r in permission_manager.get_permissions("Note"))


def test_a_column_that_no_field_uses_can_be_removed(session: Any) -> None:
    create_custom_fields(
        {"ToDo": [{"fieldname": "gone", "label": "Gone", "fieldtype": "Link", "options": "Note"}]}
    )
    frappe.delete_doc("Custom Field", "ToDo-gone")
    form = frappe.get_doc({"doctype": "Customize Form", "doc_type": "ToDo"})
    assert form.get_orphaned_columns() == ["gone"]
    form.trim_table()
    assert form.get_orphaned_columns() == []
