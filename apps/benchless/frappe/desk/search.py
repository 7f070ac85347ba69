"""Looking up documents for Link fields and mentions."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from benchless import access
from benchless.arguments import JsonFilters, JsonNames, Scalar, as_names
from benchless.context import current
from benchless.http.rpc import find
from benchless.registry import door_of
from benchless.schema import Meta, find_meta, get_meta
from benchless.values import cint, cstr
from frappe import _

SEARCHABLE = (
    "Data", "Text", "Small Text", "Long Text", "Link", "Select", "Read Only", "Text Editor",
    "Autocomplete", "Phone",
)  # fmt: skip
LONGEST_PAGE = 500


@frappe.whitelist()
def search_link(
    doctype: str,
    txt: str = "",
    query: str | None = None,
    filters: JsonFilters = None,
    page_length: int = 10,
    searchfield: str | None = None,
    reference_doctype: str | None = None,
    ignore_user_permissions: Scalar = False,
    *,
    link_fieldname: str | None = None,
) -> list[dict[str, Any]]:
    """Documents whose name, title or search fields hold a text: `value`, `description` and `label`."""
    refuse_unknown(doctype)
    free = unbound(doctype, reference_doctype, link_fieldname, ignore_user_permissions)
    with free, asking(reference_doctype):
        rows = found(doctype, txt.strip(), query, searchfield, 0, page_length, filters, reference_doctype)
    return results(get_meta(doctype), rows)


@frappe.whitelist()
def search_widget(
    doctype: str,
    txt: str = "",
    query: str | None = None,
    searchfield: str | None = None,
    start: int = 0,
    page_length: int = 10,
    filters: JsonFilters = None,
    filter_fields: JsonNames = None,
    as_dict: Scalar = False,
    reference_doctype: str | None = None,
    ignore_user_permissions: Scalar = False,
    *,
    link_fieldname: str | None = None,
) -> list[Any]:
    """The same as rows of name and search fields; `filter_fields` come first."""
    more = as_fields(filter_fields)
    free = unbound(doctype, reference_doctype, link_fieldname, ignore_user_permissions)
    with free, asking(reference_doctype):
        rows = found(
            doctype, txt.strip(), query, searchfield, start, page_length, filters, reference_doctype, more
        )
    if not cint(as_dict):
        return rows
    meta = get_meta(doctype)
    names = shown_fields(meta, more)
    found_rows = [row if isinstance(row, dict) else dict(zip(names, row, strict=False)) for row in rows]
    title = cstr(meta.get("title_field")) if cint(meta.get("show_title_field_in_link")) else ""
    return [{**row, "label": row[title]} if title in row else row for row in found_rows]


def as_fields(names: Any) -> list[str]:
    """The names of columns that a caller wants too."""
    return [plain_name(str(name)) for name in as_names(names, "filter_fields")]


def refuse_unknown(doctype: str) -> None:
    """Nobody may search a DocType that does not exist."""
    if find_meta(doctype) is None:
        frappe.throw(_("No permission for {0}").format(doctype), frappe.PermissionError)


@contextmanager
def unbound(
    doctype: str, reference_doctype: str | None, link_fieldname: str | None, wanted: Any
) -> Iterator[None]:
    """Without User Permissions, where a field of the asking form is meant to be free of them."""
    flags = current().flags
    free = cint(wanted) and reference_doctype and is_free_field(doctype, reference_doctype, link_fieldname)
    before = flags.ignore_user_permissions
    flags.ignore_user_permissions = bool(free)
    try:
        yield
    finally:
        flags.ignore_user_permissions = before


@contextmanager
def asking(doctype: str | None) -> Iterator[None]:
    """User Permissions that count for the asking form only bind what it is offered."""
    flags = current().flags
    before, flags.asking_doctype = flags.asking_doctype, doctype
    try:
        yield
    finally:
        flags.asking_doctype = before


def is_free_field(doctype: str, reference_doctype: str, link_fieldname: str | None) -> bool:
    """Whether the form has a Link to the DocType that User Permissions do not bind."""
    meta = find_meta(reference_doctype)
    for field in meta.link_fields if meta else []:
        asked = not link_fieldname or field.fieldname == link_fieldname
        if asked and field.options == doctype and cint(field.ignore_user_permissions):
            return True
    return False


def found(
    doctype: str,
    txt: str,
    query: str | None,
    searchfield: str | None,
    start: Any,
    page_length: Any,
    filters: Any,
    reference_doctype: str | None,
    more: list[str] | None = None,
) -> list[Any]:
    """Rows of name and search fields, by the query function or by the general search."""
    conditions = frappe.parse_json(filters) if isinstance(filters, str) and filters else filters
    length = min(cint(page_length) or 10, LONGEST_PAGE)
    path = query or standard_query(doctype)
    if path:
        return by_query(
            path,
            bool(query),
            doctype,
            txt,
            searchfield or "name",
            cint(start),
            length,
            conditions,
            reference_doctype,
        )
    rows = by_fields(get_meta(doctype), txt, searchfield, cint(start), length, conditions, more or [])
    return sorted(rows, key=lambda row: (not cstr(row[0]).lower().startswith(txt.lower()), cstr(row[0])))


def standard_query(doctype: str) -> str | None:
    """The function that an app wants to be asked for a DocType."""
    paths = frappe.get_hooks("standard_queries", {}).get(doctype)
    return paths[-1] if paths else None


def by_query(
    path: str,
    asked: bool,
    doctype: str,
    txt: str,
    searchfield: str,
    start: int,
    length: int,
    filters: Any,
    reference_doctype: str | None,
) -> list[Any]:
    """Ask a whitelisted function."""
    function = find(path) if asked else frappe.get_attr(path)
    known = inspect.signature(function).parameters
    if asked and (door_of(function) is None or not {"txt", "searchfield"} <= set(known)):
        frappe.throw(_("Invalid Search Query: {0} is not whitelisted").format(path), frappe.PermissionError)
    more = {"as_dict": False, "reference_doctype": reference_doctype}
    extra = {key: value for key, value in more.items() if key in known}
    return list(function(doctype, txt, searchfield, start, length, filters or {}, **extra) or [])


# the general search ---------------------------------------------------------------------------


def by_fields(
    meta: Meta, txt: str, searchfield: str | None, start: int, length: int, filters: Any, more: list[str]
) -> list[list[Any]]:
    """Those whose name or title begins with the text first, then those that hold it anywhere."""
    fields = shown_fields(meta, more)
    base = [*as_list(meta, filters), *usable_only(meta)]
    wanted = list(dict.fromkeys(search_fields(meta, searchfield)))
    if not txt:
        return read(meta, fields, base, [], start, length)
    heads = [name for name in ("name", meta.get("title_field")) if name in wanted]
    rows = read(meta, fields, base, [[name, "like", f"{txt}%"] for name in heads], 0, start + length)
    if len(rows) < start + length:
        inside = read(
            meta, fields, base, [[name, "like", f"%{txt}%"] for name in wanted], 0, start + length + len(rows)
        )
        place = fields.index("name")
        known = {row[place] for row in rows}
        rows += [row for row in inside if row[place] not in known]
    return rows[start : start + length]


def read(
    meta: Meta, fields: list[str], filters: list[Any], any_of: list[Any], start: int, length: int
) -> list[list[Any]]:
    found: list[list[Any]] = access.get_list(
        meta["name"],
        fields=fields,
        filters=filters,
        or_filters=any_of or None,
        limit_start=start,
        limit_page_length=length,
        order_by="name asc" if frappe.only_has_select_perm(meta["name"]) else "idx desc, name asc",
        as_list=True,
        ignore_permissions=meta["name"] == "DocType",  # the names of DocTypes are no secret
    )
    return found


def as_list(meta: Meta, filters: Any) -> list[Any]:
    """Filters of any form as a list."""
    if not filters:
        return []
    if isinstance(filters, dict):
        return [
            [key, *value] if isinstance(value, list | tuple) else [key, "=", value]
            for key, value in filters.items()
        ]
    return list(filters)


def usable_only(meta: Meta) -> list[Any]:
    """Disabled documents are not offered."""
    enabled, disabled = meta.get_field("enabled"), meta.get_field("disabled")
    out: list[Any] = []
    if enabled and enabled.fieldtype == "Check":
        out.append(["enabled", "=", 1])
    if disabled and disabled.fieldtype == "Check":
        out.append(["disabled", "=", 0])
    return out


def search_fields(meta: Meta, searchfield: str | None) -> list[str]:
    """Fields that are looked at: name, title and what the DocType names."""
    names = ["name", meta.get("title_field"), *meta.get_search_fields()]
    if searchfield:
        names += [plain_name(part.strip()) for part in searchfield.split(",")]
    return [name for name in names if name == "name" or name and searchable(meta, name)]


def plain_name(name: str) -> str:
    """A name of a field; anything else is no search field."""
    if not name.replace("_", "").isalnum():
        frappe.throw(_("Invalid Search Field {0}").format(name), frappe.DataError)
    return name


def searchable(meta: Meta, name: str) -> bool:
    field = meta.get_field(name)
    return bool(field and field.fieldtype in SEARCHABLE and readable(meta, name))


def readable(meta: Meta, name: str) -> bool:
    """Whether a field's level is open to the user: what is hidden is neither shown nor searched."""
    field = meta.get_field(name)
    return not (field and cint(field.permlevel)) or name in access.readable_fields(meta, current().user)


def shown_fields(meta: Meta, more: list[str] | None = None) -> list[str]:
    """Columns of the answer: what the caller wants, name, title, search fields."""
    title = None if frappe.only_has_select_perm(meta["name"]) else meta.get("title_field")
    names = [*(more or []), "name", title, *meta.get_search_fields()]
    return list(dict.fromkeys(name for name in names if name and readable(meta, name)))


def results(meta: Meta, rows: list[Any]) -> list[dict[str, Any]]:
    """Rows as the Link field wants them."""
    titled = bool(cint(meta.get("show_title_field_in_link")) and meta.get("title_field"))
    translated = bool(cint(meta.get("translated_doctype")))
    out = []
    for row in rows:
        values = list(row.values()) if isinstance(row, dict) else list(row)
        rest = list(dict.fromkeys([cstr(value) for value in values[1 + titled :] if value]))
        entry = {"value": values[0], "description": ", ".join(rest)}
        if titled:
            entry["label"] = cstr(values[1] if len(values) > 1 else "") or values[0]
            entry["description"] = ", ".join([cstr(values[0]), *rest])
        elif translated:
            entry["label"] = _(cstr(values[0]))
        out.append(entry)
    return out


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
    """What a Link shows for a document."""
    meta = get_meta(doctype)
    if not cint(meta.get("show_title_field_in_link")) or not meta.get("title_field"):
        return docname
    if not frappe.db.exists(doctype, docname):
        return None
    if not frappe.has_permission(doctype, "select", doc=docname):
        return docname
    return cstr(frappe.db.get_value(doctype, docname, meta["title_field"])) or docname


@frappe.whitelist()
def get_names_for_mentions(search_term: str = "") -> list[dict[str, Any]]:
    """People who can be mentioned."""
    if not frappe.has_permission("User", "select"):
        return []
    text = f"%{search_term}%"
    rows = frappe.get_all(
        "User",
        filters={"enabled": 1, "allowed_in_mentions": 1, "name": ["not in", ("Administrator", "Guest")]},
        or_filters=[["full_name", "like", text]],
        fields=["name", "full_name"],
        order_by="full_name",
        limit=20,
    )
    return [{"id": row.name, "value": row.full_name or row.name, "is_group": False} for row in rows]
