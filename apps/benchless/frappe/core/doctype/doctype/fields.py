"""Checks of the fields of a DocType, one rule a function."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import frappe
from benchless.context import current
from benchless.errors import InvalidColumnName
from benchless.schema import find_meta, get_meta
from benchless.schema.fieldtypes import NO_VALUE_TYPES, TABLE_TYPES, TYPES
from benchless.values import cint, cstr, scrub
from frappe import _
from frappe.core.doctype.doctype.errors import (
    CannotIndexedError,
    DoctypeLinkError,
    HiddenAndMandatoryWithoutDefaultError,
    IllegalMandatoryError,
    InvalidFieldNameError,
    NonUniqueError,
    UniqueFieldnameError,
    WrongOptionsDoctypeLinkError,
)

RESERVED = {
    "name", "parent", "creation", "owner", "modified", "modified_by", "parentfield", "parenttype",
    "file_list",
    "flags", "docstatus",
}  # fmt: skip
BREAKS = ("Section Break", "Column Break", "Tab Break", "Fold")
MAY_BE_UNIQUE = ("Data", "Link", "Read Only", "Int", "Phone", "Autocomplete")
LONGEST_NAME = 64
ASSIGNS = re.compile(r"[\w.:]\s*=\s*[\w.@'\"]")
LONG_TEXTS = ("Text", "Long Text", "Small Text", "Code", "Text Editor")


def give_fieldnames(fields: list[Any]) -> None:
    """A field without a name gets one from its label, a break from its position."""
    used = {cstr(field.fieldname) for field in fields if field.fieldname}
    for position, field in enumerate(fields, 1):
        if field.fieldname:
            field.fieldname = cstr(field.fieldname).lower()
        else:
            wanted = name_from_label(field.label) or f"{scrub(field.fieldtype)}_{position}"
            if field.label and field.fieldtype in BREAKS[:3]:
                wanted += "_" + field.fieldtype.split()[0].lower()
            field.fieldname = _free(wanted, used, position)
        used.add(field.fieldname)


def name_from_label(label: Any) -> str:
    """`My First Field` → `my_first_field`."""
    name = re.sub(r"\W", "", scrub(cstr(label).strip()))
    return f"{name}_field" if name in RESERVED else name


def _free(wanted: str, used: set[str], position: int) -> str:
    return wanted if wanted not in used else f"{wanted}_{position}"


def check_fieldname(doc: Any, field: Any) -> None:
    """Letters, digits and underscores only, not too long, not reserved."""
    name = cstr(field.fieldname)
    if not re.fullmatch(r"\w+", name):
        frappe.throw(
            _("Fieldname {0} cannot have special characters").format(frappe.bold(name)), InvalidColumnName
        )
    if len(name) > LONGEST_NAME:
        frappe.throw(_("Fieldname is limited to 64 characters ({0})").format(name))
    if name in RESERVED and doc.name != "Custom DocPerm":
        frappe.throw(_("Fieldname {0} is restricted").format(frappe.bold(name)), InvalidFieldNameError)


def check_fieldtype(doc: Any, field: Any) -> None:
    if field.fieldtype not in TYPES:
        frappe.throw(_("Fieldtype {0} of {1} is unknown").format(field.fieldtype, field.fieldname))


def check_mandatory(doc: Any, field: Any) -> None:
    """Somebody must be able to fill a mandatory field."""
    if not cint(field.reqd):
        return
    if field.fieldtype in NO_VALUE_TYPES and field.fieldtype not in TABLE_TYPES:
        text = _("Field {0} of type {1} cannot be mandatory").format(field.label, field.fieldtype)
        frappe.throw(text, IllegalMandatoryError)
    if cint(field.hidden) and not field.default and not field.fetch_from:
        text = _("Field {0} cannot be hidden and mandatory without default").format(field.label)
        frappe.throw(text, HiddenAndMandatoryWithoutDefaultError)


def check_target(doc: Any, field: Any) -> None:
    """A Link or Table names an existing DocType."""
    if field.fieldtype not in ("Link", *TABLE_TYPES) or cint(field.is_virtual):
        return
    if not field.options:
        text = _("Options required for Link or Table type field {0}").format(field.label or field.fieldname)
        frappe.throw(text, DoctypeLinkError)
    if field.options in ("[Select]", doc.get("name"), doc.get("dt")) or frappe.flags.in_migrate:
        return
    if frappe.flags.in_install or frappe.flags.in_import or frappe.flags.in_fixtures:
        return
    target = find_meta(field.options)
    if target is None or target["name"] != field.options:
        text = _("Options {0} of field {1} must be a valid DocType").format(field.options, field.fieldname)
        frappe.throw(text, WrongOptionsDoctypeLinkError)
    elif field.fieldtype in TABLE_TYPES and not target["istable"]:
        text = _("Options {0} of field {1} is not a child table").format(field.options, field.fieldname)
        frappe.throw(text)


def check_select(doc: Any, field: Any) -> None:
    """A default is one of the options."""
    if field.fieldtype != "Select" or not field.default or not field.options:
        return
    if field.default not in [line.strip() for line in cstr(field.options).split("\n")]:
        frappe.throw(_("Default value for field {0} must be one of its options").format(field.fieldname))


def check_check(doc: Any, field: Any) -> None:
    """The default of a Check is 0 or 1; what is no number counts as 0."""
    if field.fieldtype == "Check" and cint(field.default) not in (0, 1):
        frappe.throw(_("Default for the Check field {0} must be 0 or 1").format(field.fieldname))


def check_index(doc: Any, field: Any) -> None:
    """Long texts have no index."""
    if cint(field.search_index) and field.fieldtype in LONG_TEXTS:
        text = _("Fieldtype {0} of {1} cannot be indexed").format(field.fieldtype, field.fieldname)
        frappe.throw(text, CannotIndexedError)


def check_dynamic_link(doc: Any, field: Any) -> None:
    """The options of a Dynamic Link name the field that holds the DocType."""
    if field.fieldtype != "Dynamic Link":
        return
    known = doc.get("fields") or (get_meta(doc.dt)["fields"] if doc.get("dt") else None)
    if known is None:
        return
    partner = next((other for other in known if other.fieldname == field.options), None)
    good = partner and (partner.fieldtype == "Select" or partner.options in ("DocType", "[Select]"))
    if not good:
        text = _("Options of the Dynamic Link {0} must name a Link field to DocType").format(field.fieldname)
        frappe.throw(text)


def check_rating(doc: Any, field: Any) -> None:
    """A rating has three to ten stars."""
    if field.fieldtype == "Rating" and field.options and not 3 <= cint(field.options) <= 10:
        frappe.throw(_("Options of the rating {0} must be a number from 3 to 10").format(field.fieldname))


def check_unique(doc: Any, field: Any) -> None:
    """Only short values can be unique, and existing rows must not repeat one."""
    if not cint(field.unique):
        return
    if field.fieldtype not in MAY_BE_UNIQUE:
        text = _("Fieldtype {0} of {1} cannot be unique").format(field.fieldtype, field.label)
        frappe.throw(text, NonUniqueError)
    table = f"tab{doc.name}"
    if doc.get("issingle") or field.fieldname not in current().db.columns_of(table):
        return
    column = field.fieldname
    repeated = frappe.db.sql(
        f"SELECT `{column}` FROM `{table}` WHERE IFNULL(`{column}`, '') <> '' "
        f"GROUP BY `{column}` HAVING COUNT(*) > 1 LIMIT 1"
    )
    if repeated:
        text = _("Field {0} cannot be set as unique: there are repeated values").format(field.label)
        frappe.throw(text, NonUniqueError)


def check_list_view(doc: Any, field: Any) -> None:
    """A field without a value cannot be a column of the list, nor be found by the global search."""
    free = ("Button", "HTML") if doc.get("istable") else ()
    unfit = field.fieldtype in (*NO_VALUE_TYPES, "Attach Image") and field.fieldtype not in free
    if cint(field.in_list_view) and unfit:
        frappe.throw(_("Type {0} cannot be shown in the list").format(field.fieldtype))
    if cint(field.in_global_search) and field.fieldtype in NO_VALUE_TYPES:
        frappe.throw(_("Type {0} cannot be found by the global search").format(field.fieldtype))


def check_conditions(doc: Any, field: Any) -> None:
    """A condition compares: a single `=` would change the value."""
    for key in ("depends_on", "mandatory_depends_on", "read_only_depends_on", "collapsible_depends_on"):
        if ASSIGNS.search(cstr(field.get(key))):
            frappe.throw(_("Invalid {0} condition of {1}").format(key, field.fieldname))


RULES: tuple[Callable[[Any, Any], None], ...] = (
    check_fieldname,
    check_fieldtype,
    check_mandatory,
    check_target,
    check_select,
    check_check,
    check_index,
    check_dynamic_link,
    check_list_view,
    check_conditions,
    check_rating,
)


def check_repeated(doc: Any) -> None:
    """Every fieldname is there once."""
    seen: set[str] = set()
    for field in doc.fields:
        if field.fieldname in seen:
            text = _("Fieldname {0} appears multiple times").format(frappe.bold(field.fieldname))
            frappe.throw(text, UniqueFieldnameError)
        seen.add(field.fieldname)


def check_folds(doc: Any) -> None:
    """At most one Fold, before a Section Break."""
    places = [place for place, field in enumerate(doc.fields) if field.fieldtype == "Fold"]
    if len(places) > 1:
        frappe.throw(_("There can be only one Fold in a form"))
    after = doc.fields[places[0] + 1 :][:1] if places else []
    if places and not (after and after[0].fieldtype == "Section Break"):
        frappe.throw(_("Fold must come before a Section Break"))


def check_fields(doc: Any) -> None:
    """Every rule on every field."""
    check_repeated(doc)
    check_folds(doc)
    for field in doc.fields:
        for rule in RULES:
            rule(doc, field)
