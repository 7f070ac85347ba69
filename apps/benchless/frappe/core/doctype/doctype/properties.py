"""Checks of the properties that name fields, and of the rights of a DocType."""

from __future__ import annotations

import re
from typing import Any

import frappe
from benchless.errors import NameError as BadName
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
    for name in [part.strip() for part in cstr(doc.search_fields).split(",")]:
        if name and name not in known:
            frappe.throw(_("Search field {0} is not valid").format(name))
    check_sort_field(doc, known)


def check_web_view(doc: Any) -> None:
    """Pages of documents need a field for their address; what says that one is published is a field too."""
    if not cint(doc.has_web_view):
        return
    known = _fieldnames(doc)
    if "route" not in known:
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
        if cint(row.permlevel) and row.role not in ground:
            text = _("{0}: Permission at level 0 must be set before higher levels are set").format(row.role)
            frappe.throw(text)
