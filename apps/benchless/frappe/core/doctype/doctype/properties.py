"""Checks of the properties that name fields, and of the rights of a DocType."""

from __future__ import annotations

import re
from typing import Any

import frappe
from benchless.errors import NameError as BadName
from benchless.schema import find_meta
from benchless.schema.fieldtypes import NO_VALUE_TYPES
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.doctype.errors import InvalidFieldNameError

STANDARD = {
    "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "parent", "parenttype",
    "parentfield", "_user_tags", "_comments", "_assign", "_liked_by",
}  # fmt: skip
GOOD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*")
LONGEST_NAME = 61


def check_name(doc: Any) -> None:
    """Latin letters, digits, spaces, hyphens; a letter first; no blanks around."""
    name = cstr(doc.name)
    if not GOOD_NAME.fullmatch(name) or name != name.strip():
        text = _("DocType's name should start with a letter and have only letters, numbers, spaces, hyphens")
        frappe.throw(text, BadName, title=_("Invalid Name"))
    if len(name) > LONGEST_NAME:
        frappe.throw(_("Doctype name is limited to {0} characters").format(LONGEST_NAME), BadName)


def _fieldnames(doc: Any) -> set[str]:
    return STANDARD | {field.fieldname for field in doc.fields}


def check_named_fields(doc: Any) -> None:
    """`title_field`, `image_field` and the like name existing fields."""
    known = _fieldnames(doc)
    for key in ("title_field", "image_field", "timeline_field", "nsm_parent_field"):
        value = cstr(doc.get(key)).split(".")[0].strip("{}")
        if value and value not in known and "{" not in cstr(doc.get(key)):
            text = _("{0} must be a valid fieldname: {1}").format(_(doc.meta.get_label(key)), value)
            frappe.throw(text, InvalidFieldNameError)
    picture = next((field for field in doc.fields if field.fieldname == doc.image_field), None)
    if picture is not None and picture.fieldtype != "Attach Image":
        frappe.throw(_("Image field must be of type Attach Image"), InvalidFieldNameError)
    check_search_fields(doc)
    check_timeline_field(doc)
    check_sort_field(doc, known)


def check_search_fields(doc: Any) -> None:
    """What is searched are own fields that hold a value."""
    own = {field.fieldname for field in doc.fields if field.fieldtype not in NO_VALUE_TYPES}
    for name in [part.strip() for part in cstr(doc.search_fields).split(",") if doc.search_fields]:
        if name not in own:
            frappe.throw(_("Search field {0} is not valid").format(name))


def check_timeline_field(doc: Any) -> None:
    """The field whose document shows this one in its timeline leads to a document."""
    field = next((field for field in doc.fields if field.fieldname == doc.timeline_field), None)
    if field is not None and field.fieldtype not in ("Link", "Dynamic Link"):
        frappe.throw(_("Timeline field must be a Link or Dynamic Link"), InvalidFieldNameError)


def check_web_view(doc: Any) -> None:
    """Pages of documents need a field for their address; what says that one is published is a field too."""
    known = _fieldnames(doc)
    if cint(doc.has_web_view) and "route" not in known:
        text = _("A web view needs a field “route”")
        frappe.throw(text, title=_("Missing Field"))
    published = cstr(doc.is_published_field)
    if published and published not in known:
        text = _("{0} must be a valid fieldname: {1}").format(_("Is Published Field"), published)
        frappe.throw(text, InvalidFieldNameError)


def check_sort_field(doc: Any, known: set[str]) -> None:
    """The default order goes by existing fields."""
    for part in cstr(doc.sort_field).split(","):
        words = part.split()
        if words and words[0].strip("`").split(".")[-1] not in known:
            frappe.throw(_("Sort field {0} must be a valid fieldname").format(part), InvalidFieldNameError)


def check_autoname(doc: Any) -> None:
    """`field:x` and `naming_series:` need their fields; the field of the name is unique."""
    rule = cstr(doc.autoname)
    if rule.startswith("field:"):
        wanted = rule.split(":", 1)[1]
        field = next((field for field in doc.fields if field.fieldname == wanted), None)
        if wanted != "name" and field is None:
            frappe.throw(_("Invalid fieldname '{0}' in autoname").format(wanted))
        if field is not None and not cint(doc.istable):
            field.unique = 1
    if rule.startswith("naming_series:") and "naming_series" not in _fieldnames(doc):
        frappe.throw(_("Field naming_series is needed for naming by series"))


def check_link_rows(doc: Any) -> None:
    """A row of links names a field of the DocType that links here."""
    for row in doc.get("links") or []:
        meta = doc if row.link_doctype == doc.name else find_meta(row.link_doctype)
        if meta is None or cint(row.is_child_table):
            continue
        if row.link_fieldname not in {field.fieldname for field in meta.get("fields")}:
            text = _("{0} is no field of {1}").format(row.link_fieldname, row.link_doctype)
            frappe.throw(text, InvalidFieldNameError)


# rights ---------------------------------------------------------------------------------------


def check_rights(doc: Any) -> None:
    """Rows of rights fit the DocType and each other."""
    seen: set[tuple[str, int, int]] = set()
    for row in doc.permissions:
        key = (row.role, cint(row.permlevel), cint(row.if_owner))
        if key in seen:
            frappe.throw(_("{0}: only one rule allowed with the same role, level and owner").format(row.role))
        seen.add(key)
        _check_row(doc, row)
    _check_levels(doc)


def _check_row(doc: Any, row: Any) -> None:
    if not any(cint(row.get(right)) for right in ("select", "read", "write", "submit", "cancel", "create")):
        frappe.throw(_("{0}: No basic permissions set").format(row.role))
    if not cint(doc.is_submittable) and any(cint(row.get(right)) for right in ("submit", "cancel", "amend")):
        frappe.throw(_("{0}: Cannot set Submit, Cancel, Amend if not submittable").format(row.role))
    if cint(row.submit) and not cint(row.write):
        frappe.throw(_("{0}: Cannot set Submit without Write").format(row.role))
    if cint(row.cancel) and not cint(row.submit):
        frappe.throw(_("{0}: Cannot set Cancel without Submit").format(row.role))
    if cint(row.get("import")) and not cint(doc.allow_import):
        frappe.throw(_("{0}: Cannot set Import: the DocType does not allow it").format(row.role))
    if cint(row.amend) and not cint(row.create):
        frappe.throw(_("{0}: Cannot set Amend without Create").format(row.role))
    if cint(row.get("import")) and not cint(row.create):
        frappe.throw(_("{0}: Cannot set Import without Create").format(row.role))


def _check_levels(doc: Any) -> None:
    """Who may see a higher level may see the document."""
    ground = {row.role for row in doc.permissions if not cint(row.permlevel)}
    for row in doc.permissions:
        if cint(row.permlevel) and row.role not in ground and row.role not in ("All", "Desk User"):
            text = _("{0}: Permission at level 0 must be set before higher levels are set").format(row.role)
            frappe.throw(text)
