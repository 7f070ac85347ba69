"""Changed properties of DocTypes by a dictionary."""

from __future__ import annotations

from typing import Any

from benchless import dotted
from benchless.documents import lookup
from benchless.values import Row

MAKE = "frappe.custom.doctype.property_setter.property_setter.make_property_setter"


def make_property_setter(
    args: dict[str, Any],
    ignore_validate: bool = False,
    validate_fields_for_doctype: bool = True,
    is_system_generated: bool = True,
) -> None:
    """Change a property (`doctype, fieldname, property, value, property_type, doctype_or_field`).

    Without `doctype` every DocType that has the field is changed.
    """
    given = Row(args)
    for_doctype = given.doctype_or_field == "DocType"
    doctypes = [given.doctype] if given.doctype else _with_field(given.fieldname)
    for doctype in doctypes:
        change = (doctype, given.fieldname, given.property, given.value, given.property_type)
        dotted.call(MAKE, *change, for_doctype=for_doctype, is_system_generated=is_system_generated)


def _with_field(fieldname: str) -> list[str]:
    found = lookup.get_values("DocField", {"fieldname": fieldname}, "parent", pluck=True)
    return [str(name) for name in found]
