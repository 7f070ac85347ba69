"""`frappe.client`: the general calls of front ends."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import access, arguments
from benchless.access.ordering import NATURAL
from benchless.access.permissions import readable_fields
from benchless.arguments import (
    AnyValue,
    JsonDict,
    JsonDocs,
    JsonFields,
    JsonFilters,
    JsonList,
    Scalar,
    as_doc,
    as_docs,
    as_scalar,
)
from benchless.context import current
from benchless.documents import delete_doc as _delete
from benchless.documents import get_doc, lookup, new_from
from benchless.documents import rename_doc as _rename
from benchless.documents.base import step
from benchless.errors import DoesNotExistError, FrappeTypeError, PermissionError, ValidationError, quiet
from benchless.http.v1 import need_doctype
from benchless.messages import throw
from benchless.schema import get_meta
from benchless.translations import _
from benchless.values import Row, cint, cstr, is_yes
from frappe.permissions import get_doc_permissions as rights_of

PROTECTED = (
    "doctype",
    "name",
    "owner",
    "creation",
    "modified",
    "modified_by",
    "docstatus",
    "idx",
    "parent",
    "parentfield",
    "parenttype",
)
# What several values at once cannot change; a time stamp among them is compared.
FIXED = ("doctype", "name", "parent", "parentfield", "parenttype")
MOST = 200


@frappe.whitelist()
def get_list(
    doctype: str,
    fields: JsonFields = None,
    filters: JsonFilters = None,
    group_by: str | None = None,
    order_by: str | None = None,
    limit_start: Scalar = None,
    limit_page_length: Scalar = 20,
    parent: str | None = None,
    debug: Scalar = False,
    as_dict: Scalar = True,
    or_filters: JsonFilters = None,
) -> list[Any]:
    """Rows of a DocType as this user may see them."""
    need_doctype(doctype)
    _check_child(doctype, parent)
    return access.get_list(  # type: ignore[no-any-return]
        doctype,
        fields=frappe.parse_json(fields),
        filters=frappe.parse_json(filters),
        or_filters=frappe.parse_json(or_filters),
        group_by=group_by,
        order_by=order_by or NATURAL,
        limit_start=limit_start,
        limit_page_length=limit_page_length,
        as_list=not is_yes(as_dict),
        parent_doctype=parent,
        raw=True,
    )


def _check_child(doctype: str, parent: str | None) -> None:
    """Rows of a child table are read through a named parent, by Administrator too."""
    if get_meta(doctype)["istable"] and not parent:
        raise quiet(PermissionError(_("Parent DocType is required for child table {0}").format(doctype)))


@frappe.whitelist()
def get_count(
    doctype: str,
    filters: JsonFilters = None,
    debug: Scalar = False,
    cache: Scalar = False,
    parent: str | None = None,
    limit: Scalar = None,
) -> int:
    """How many documents this user may see that meet the filters."""
    parsed = frappe.parse_json(filters)
    return access.count(doctype, parsed, distinct=False, parent_doctype=parent, limit=cint(limit) or None)


@frappe.whitelist()
def get(doctype: str, name: Scalar = None, filters: JsonFilters = None, parent: str | None = None) -> Any:
    """One document by name or by the newest match of the filters."""
    _check_child(doctype, parent)
    if not get_meta(doctype)["istable"]:
        access.check_permission(doctype, "read")
    if filters and not name:
        name = _first(doctype, frappe.parse_json(filters), parent)
    if name is None and not get_meta(doctype)["issingle"]:
        throw(_("{0} not found").format(_(doctype)), DoesNotExistError)
    document = get_doc(doctype, name) if name is not None else get_doc(doctype)
    document.check_permission("read")
    document.apply_fieldlevel_read_permissions()
    return document.as_dict()


def _first(doctype: str, filters: Any, parent: str | None) -> Any:
    names = access.get_list(
        doctype, filters=filters, pluck="name", limit_page_length=1, parent_doctype=parent
    )
    if not names:
        throw(_("No document found for given filters"), DoesNotExistError)
    return names[0]


@frappe.whitelist()
def get_value(
    doctype: str,
    fieldname: JsonFields,
    filters: AnyValue = None,
    as_dict: Scalar = True,
    debug: Scalar = False,
    parent: str | None = None,
) -> Any:
    """Values of the first match; an empty dictionary without one."""
    _check_child(doctype, parent)
    if not access.has_permission(doctype, "read", parent_doctype=parent):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    names = _names(fieldname)
    meta = get_meta(doctype)
    if meta["issingle"]:
        return _single(meta, names) if _single_meets(meta, filters) else Row()
    filters = _filters(filters)
    rows = access.get_list(
        doctype,
        fields=names,
        filters=filters,
        limit_page_length=1,
        order_by="none",
        parent_doctype=parent,
        raw=True,
    )
    if not rows:
        return {}
    return rows[0] if is_yes(as_dict) else list(rows[0].values())


def _names(fieldname: Any) -> list[str]:
    parsed = arguments.as_fields(fieldname, "fieldname")
    return parsed if isinstance(parsed, list) else [cstr(parsed)]


def _filters(filters: Any) -> Any:
    if isinstance(filters, str) and filters[:1] in '[{"':
        filters = frappe.parse_json(filters)
    return {"name": filters} if isinstance(filters, str | int) else filters


def _single_meets(meta: Any, filters: Any) -> bool:
    """Whether the values of a Single are the ones of a dictionary of filters."""
    wanted = _filters(filters)
    if not isinstance(wanted, dict):
        return True
    kept = lookup.get_values(meta["name"], None, list(wanted), as_dict=True)
    own = {**(kept[0] if kept else {}), "name": meta["name"]}
    return all(cstr(own.get(key)) == cstr(value) for key, value in wanted.items())


def _single(meta: Any, names: list[str]) -> Row:
    """Always a dictionary; what the user may not read is there without its value."""
    names = arguments.as_names(names, "fieldname")
    allowed = readable_fields(meta, current().user)
    rows = lookup.get_values(meta["name"], None, [name for name in names if name in allowed], as_dict=True)
    values = {**(rows[0] if rows else {}), **({"name": meta["name"]} if "name" in names else {})}
    return Row((name, values.get(name)) for name in names) if values else Row()


@frappe.whitelist()
def get_single_value(doctype: str, field: str) -> Any:
    """One value of a Single."""
    if not access.has_permission(doctype, "read"):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    if field in get_meta(doctype).table_names:
        return None
    if get_meta(doctype).get_field(field) is None:
        throw(_("Field {0} does not exist on {1}").format(field, _(doctype)))
    if field not in readable_fields(get_meta(doctype), current().user):
        throw(_("No permission to read field {0}").format(field), PermissionError)
    return lookup.get_single_value(doctype, field)


@frappe.whitelist(methods=["POST", "PUT"])
def set_value(doctype: str, name: Scalar, fieldname: AnyValue, value: AnyValue = None) -> Any:
    """Change fields of a document and save it with all checks."""
    values, protected = _changes(fieldname, value)
    if any(key in protected for key in values):
        throw(_("Cannot edit standard fields"), ValidationError)
    if get_meta(doctype)["istable"]:
        document = _save_row(doctype, name, values)
    else:
        document = get_doc(doctype, name, for_update=True)
        document.check_permission("write") if not cint(document.docstatus) else None
        document.update(values)
        document.save()
    document.apply_fieldlevel_read_permissions()
    return document.as_dict()


def _changes(fieldname: Any, value: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One field with its value, or a dictionary of several; and the names that must not be among them."""
    if isinstance(fieldname, dict) or isinstance(fieldname, str) and fieldname[:1] == "{":
        return arguments.as_dict(fieldname, "fieldname"), FIXED
    if not isinstance(fieldname, str):
        throw(_("{0} must be a dictionary").format("fieldname"), FrappeTypeError)
    return {fieldname: "" if value is None else value}, PROTECTED


def _save_row(doctype: str, name: Any, values: dict[str, Any]) -> Any:
    found = lookup.get_value(doctype, name, ["parenttype", "parent"], as_dict=True)
    if not found:
        throw(_("{0} {1} not found").format(_(doctype), name), DoesNotExistError)
    parent = get_doc(found.parenttype, found.parent, for_update=True)
    row = next(one for one in parent.get_all_children() if one.doctype == doctype and one.name == name)
    row.update(values)
    parent.save()
    return parent


@frappe.whitelist(methods=["POST", "PUT"])
def insert(doc: JsonDict = None) -> Any:
    """Insert a document, or a row into its parent."""
    return _insert(doc).as_dict()


def _insert(data: Any) -> Any:
    data = Row(as_doc(data))
    data.pop("flags", None)
    if not data.get("doctype"):
        throw(_("doctype is missing"), ValidationError)
    if data.get("parenttype") and get_meta(data.doctype)["istable"]:
        parent = get_doc(data.parenttype, data.parent)
        parent.append(data.parentfield, data)
        parent.save()
        return parent
    return new_from(data).insert()


@frappe.whitelist(methods=["POST", "PUT"])
def insert_many(docs: JsonDocs = None) -> list[Any]:
    """Insert up to 200 documents, all or none."""
    rows = as_docs(docs)
    if len(rows) > MOST:
        throw(_("Only {0} inserts allowed in one request").format(MOST))
    return [_insert(row).name for row in rows]


@frappe.whitelist(methods=["POST", "PUT"])
def save(doc: JsonDict) -> Any:
    """Save a client's copy of a document."""
    data = Row(frappe.parse_json(doc))
    data.pop("flags", None)
    document = document_of_copy(data)
    document.save()
    return document.as_dict()


def document_of_copy(data: Row) -> Any:
    """A document of a client's copy; a known one carries the time stamp that the client read."""
    name = as_scalar(data.get("name"), "name")
    as_scalar(data.get("doctype"), "doctype")
    if not name or data.get("__islocal") or not lookup.exists(data.doctype, name):
        return new_from(data)
    document = new_from(data)
    document.__dict__.update(_read_modified=data.get("modified") or "")
    for row in document.get_all_children():
        if row.get("name") and not lookup.exists(row.doctype, row.name):
            row.__dict__["__islocal"] = 1
    return document


@frappe.whitelist(methods=["POST", "PUT"])
def rename_doc(doctype: str, old_name: str, new_name: str, merge: Scalar = False) -> str:
    return _rename(doctype, old_name, new_name, merge=bool(cint(merge)))


@frappe.whitelist(methods=["POST", "PUT"])
def submit(doc: JsonDict) -> Any:
    """Submit a client's copy of a document."""
    document = document_of_copy(Row(frappe.parse_json(doc)))
    step(document, "submit")()
    return document.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def cancel(doctype: str, name: str) -> Any:
    document = get_doc(doctype, name)
    step(document, "cancel")()
    return document.as_dict()


@frappe.whitelist(methods=["DELETE", "POST"])
def delete(doctype: str, name: Scalar) -> None:
    """Delete a document, or a row out of its parent."""
    if get_meta(doctype)["istable"]:
        found = lookup.get_value(doctype, name, ["parenttype", "parent", "parentfield"], as_dict=True)
        if not found:
            raise DoesNotExistError(_("{0} {1} not found").format(_(doctype), name))
        _take_out(found, name)
        return
    _delete(doctype, name, ignore_missing=False)


def _take_out(row: Row, name: Scalar) -> None:
    """A row out of its parent, which is saved without it."""
    parent = get_doc(row.parenttype, row.parent)
    rows = [one for one in parent.get(row.parentfield) if one.name != name]
    for position, one in enumerate(rows, 1):
        one.idx = position
    parent.set(row.parentfield, rows)
    parent.save()


@frappe.whitelist(methods=["POST", "PUT"])
def bulk_update(docs: JsonDocs) -> dict[str, Any]:
    """Change several documents; those that fail are told."""
    failed = []
    for data in as_docs(docs):
        values = {key: value for key, value in data.items() if key not in ("doctype", "docname", "flags")}
        try:
            with current().db.attempt():
                document = get_doc(cstr(data.doctype), data.docname, for_update=True)
                document.update(values)
                document.save()
        except frappe.FrappeError as error:
            failed.append({"doc": data, "exc": str(error)})
            current().message_log.clear()
    return {"failed_docs": failed}


@frappe.whitelist()
def has_permission(doctype: str, docname: Scalar, perm_type: str = "read") -> dict[str, bool]:
    return {"has_permission": access.has_permission(doctype, perm_type, docname or None)}


@frappe.whitelist()
def get_doc_permissions(doctype: str, docname: Scalar) -> dict[str, Any]:
    """All rights on one document."""
    return {"permissions": rights_of(get_doc(doctype, docname))}


@frappe.whitelist()
def get_password(doctype: str, name: Scalar, fieldname: str) -> str | None:
    """A Password field in the clear: System Managers only."""
    frappe.only_for("System Manager")
    password: str | None = get_doc(doctype, name).get_password(fieldname)
    return password


@frappe.whitelist()
def get_js(items: JsonList) -> list[str]:
    """Nothing: pages bring their scripts themselves. Raises ValidationError for what is no asset."""
    for item in items:
        steps = cstr(item).strip("/").split("/")
        if ".." in steps or steps[0] != "assets":
            throw(_("Invalid file path: {0}").format("/".join(steps)))
    return []


@frappe.whitelist(allow_guest=True)
def get_time_zone() -> dict[str, str]:
    return {"time_zone": str(current().site.zone)}


@frappe.whitelist(methods=["POST", "PUT"])
def attach_file(
    filename: str | None = None,
    filedata: Scalar = None,
    doctype: str | None = None,
    docname: str | None = None,
    folder: str | None = None,
    decode_base64: Scalar = False,
    is_private: Scalar = None,
    docfield: str | None = None,
) -> Any:
    """Keep a file (content in the call) and attach it to a document."""
    document = get_doc(doctype, docname)
    document.check_permission("write")
    file = new_from(
        {
            "doctype": "File",
            "file_name": filename,
            "attached_to_doctype": doctype,
            "attached_to_name": docname,
            "attached_to_field": docfield,
            "folder": folder,
            "is_private": cint(is_private),
            "content": filedata,
            "decode": cint(decode_base64),
        }
    ).insert()
    if docfield:
        document.set(docfield, file.file_url)
        document.save()
    return file


@frappe.whitelist()
def is_document_amended(doctype: str, docname: str) -> Any:
    if get_meta(doctype)["is_submittable"]:
        return lookup.exists(doctype, {"amended_from": docname})
    return False


@frappe.whitelist()
def validate_link(doctype: str, docname: str, fields: JsonFields = None) -> Any:
    """Whether a link's target is there, with some of its values."""
    if not access.has_permission(doctype, "select") and not access.has_permission(doctype, "read"):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    names = frappe.parse_json(fields) if fields else []
    found = docname if get_meta(doctype)["issingle"] else lookup.get_value(doctype, docname, "name")
    out = Row(name=found)
    if found and names:
        out.update(_values_of_link(doctype, names, found))
    return out


def _values_of_link(doctype: str, names: Any, found: Any) -> Row:
    """Values of a linked document: the right to select it is enough."""
    meta = get_meta(doctype)
    if meta["issingle"]:
        return _single(meta, _names(names))
    rows = access.get_list(doctype, fields=_names(names), filters={"name": found}, order_by="none", raw=True)
    return rows[0] if rows else Row()
