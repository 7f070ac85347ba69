"""What is linked with a document: DocTypes by field, and documents."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonDocs, JsonNames, Scalar, as_doc, as_docs, as_names
from benchless.documents.backlinks import FOLLOWERS, Source, link_sources
from benchless.documents.base import step
from benchless.schema import Meta, find_meta
from benchless.values import Row, cint, cstr
from frappe import _

MOST = 200


@frappe.whitelist()
def get_linked_doctypes(
    doctype: str, without_ignore_user_permissions_enabled: Scalar = False
) -> dict[str, Any]:
    """DocType → `fieldname` (a list), and `child_doctype` where the Link stands in its rows."""
    fixed, dynamic = _links(doctype)
    return {**fixed, **dynamic}


def _links(doctype: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same for the Links, and for the Dynamic Links: a DocType may have both."""
    fixed: dict[str, Any] = {}
    dynamic: dict[str, Any] = {}
    for source in link_sources(doctype):
        meta = find_meta(source.doctype)
        if meta is None or meta["issingle"] or meta["is_virtual"] or source.doctype in FOLLOWERS:
            continue
        if source.options_field is None:
            _add(fixed, meta, source)
        else:
            _add_dynamic(dynamic, meta, source, doctype)
    return fixed, dynamic


def _add(out: dict[str, Any], meta: Meta, source: Source) -> None:
    for holder in _holders(meta):
        entry = out.setdefault(holder, {"fieldname": []})
        entry["fieldname"].append(source.fieldname)
        if meta["istable"]:
            entry["child_doctype"] = source.doctype


def _add_dynamic(out: dict[str, Any], meta: Meta, source: Source, doctype: str) -> None:
    """A Dynamic Link counts where a document uses it for this DocType."""
    if frappe.get_all(source.doctype, filters={source.options_field: doctype}, limit=1):
        for holder in _holders(meta):
            entry = {"doctype_fieldname": source.options_field, "fieldname": [source.fieldname]}
            out[holder] = {**entry, "child_doctype": source.doctype} if meta["istable"] else entry


def _holders(meta: Meta) -> list[str]:
    """The DocType itself, or those that have it as a child table."""
    if not meta["istable"]:
        return [str(meta["name"])]
    filters = {"options": meta["name"], "fieldtype": ["in", ("Table", "Table MultiSelect")]}
    standard = frappe.get_all("DocField", filters=filters, pluck="parent", distinct=True)
    custom = frappe.get_all("Custom Field", filters=filters, pluck="dt", distinct=True)
    return list(dict.fromkeys([*standard, *custom]))


@frappe.whitelist()
def get(doctype: str, docname: str) -> dict[str, list[Row]]:
    """Documents that link to this one, by DocType, as far as the user may read them."""
    frappe.get_doc(doctype, docname).check_permission("read")
    out: dict[str, list[Row]] = {}
    for holder, link in get_linked_doctypes(doctype).items():
        if frappe.has_permission(holder, "read"):
            rows = _documents(holder, link, doctype, docname)
            if rows:
                out[holder] = rows
    return out


def _documents(holder: str, link: dict[str, Any], doctype: str, docname: str) -> list[Row]:
    meta = frappe.get_meta(holder)
    table = link.get("child_doctype") or holder
    either = [[table, fieldname, "=", docname] for fieldname in link["fieldname"]]
    filters = [[table, link["doctype_fieldname"], "=", doctype]] if link.get("doctype_fieldname") else []
    fields = ["name", "modified", "docstatus", *(f.fieldname for f in meta.fields if cint(f.in_list_view))]
    stored = [name for name in dict.fromkeys(fields) if name in meta.all_columns]
    rows = frappe.get_list(
        holder, fields=stored, filters=filters, or_filters=either, distinct=True, limit_page_length=MOST
    )
    return list(rows)


@frappe.whitelist()
def get_submitted_linked_docs(
    doctype: str, name: str, ignore_doctypes_on_cancel_all: JsonNames = None
) -> dict[str, Any]:
    """Submitted documents that link to this one, and those that link to them."""
    frappe.has_permission(doctype, "read", doc=name, throw=True)
    ignored = set(as_names(ignore_doctypes_on_cancel_all))
    found: list[dict[str, Any]] = []
    seen = {(doctype, cstr(name))}
    waiting = [(doctype, cstr(name))]
    while waiting:
        for one in _submitted(*waiting.pop()):
            if one not in seen and one[0] not in ignored:
                seen.add(one)
                waiting.append(one)
                found.append({"doctype": one[0], "name": one[1], "docstatus": 1})
    return {"docs": found, "count": len(found)}


def _submitted(doctype: str, name: str) -> list[tuple[str, str]]:
    out = []
    fixed, dynamic = _links(doctype)
    for holder, link in (*fixed.items(), *dynamic.items()):
        if cint(frappe.get_meta(holder)["is_submittable"]):
            rows = _documents(holder, link, doctype, name)
            out += [(holder, cstr(row.name)) for row in rows if cint(row.docstatus) == 1]
    return out


@frappe.whitelist(methods=["POST"])
def cancel_all_linked_docs(docs: JsonDocs, ignore_doctypes_on_cancel_all: JsonNames = None) -> None:
    """Cancel documents in the given order; each needs the right to cancel."""
    ignored = set(as_names(ignore_doctypes_on_cancel_all))
    for row in as_docs(docs):
        as_doc(row)
        if row["doctype"] in ignored or cint(row.get("docstatus")) != 1:
            continue
        document = frappe.get_doc(row["doctype"], cstr(row.name))
        if not document.has_permission("cancel"):
            frappe.throw(_("No permission for {0}").format(_(row["doctype"])), frappe.PermissionError)
        step(document, "cancel")()
