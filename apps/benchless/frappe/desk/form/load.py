"""Loading what a form needs: definitions, documents, history."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import AnyValue, JsonNames, Scalar, as_names
from benchless.context import current
from benchless.documents import BaseDocument
from benchless.http.v1 import refuse
from benchless.schema import find_meta
from benchless.values import Row, cint, cstr, is_yes
from frappe.desk.form.docinfo import docinfo_of
from frappe.desk.form.docinfo import user_info as user_info_of
from frappe.desk.form.meta import bundle
from frappe.model.utils.user_settings import get as settings_of


@frappe.whitelist()
def getdoctype(doctype: str, with_parent: Scalar = False, cached_timestamp: str | None = None) -> str | None:
    """Put the DocType and its child tables into `docs`, and the user's settings beside."""
    answer = frappe.local.response
    meta = frappe.get_meta(doctype)
    if cached_timestamp and cstr(meta.get("modified")) == cached_timestamp:
        return "use_cache"
    answer["docs"] = bundle(meta["name"])
    holder = meta["istable"] and is_yes(with_parent) and _holder_of(meta["name"])
    if holder:
        answer["parent_dt"] = holder
        answer["docs"] = bundle(holder)
    answer["user_settings"] = settings_of(meta["name"])
    return None


def _holder_of(doctype: str) -> str | None:
    """A DocType whose table has rows of a child DocType."""
    held = {"options": doctype, "fieldtype": ["in", ["Table", "Table MultiSelect"]]}
    found = frappe.db.get_value("DocField", held, "parent") or frappe.db.get_value("Custom Field", held, "dt")
    return cstr(found) or None


@frappe.whitelist()
def getdoc(doctype: str, name: str, user: str | None = None) -> None:
    """Put a document into `docs` and its history into `docinfo`. A missing one gives nothing."""
    if not (doctype and name):
        raise frappe.ValidationError("doctype and name required!")
    answer = frappe.local.response
    try:
        doc = frappe.get_doc(doctype, name)
    except frappe.DoesNotExistError:
        if find_meta(doctype) is None:
            raise
        frappe.clear_last_message()
        if not frappe.has_permission(doctype, "read"):
            frappe.local.flags.permission_explained = True
            refuse(doctype, "read")
        return
    doc.check_permission("read")
    run_onload(doc)
    add_view(doc)
    doc.apply_fieldlevel_read_permissions()
    answer["docinfo"] = docinfo_of(doc)
    answer["_link_titles"] = link_titles(doc)
    answer.setdefault("docs", []).append(sent(doc))


def sent(doc: Any) -> Any:
    """A document as the form gets it: with the marks of lists and what `onload` left."""
    out = doc.as_dict(no_nulls=True)
    for key in ("_comments", "_assign", "_seen"):
        out.pop(key, None)
    for key in ("_user_tags", "_liked_by", "__onload", "localname"):
        if doc.get(key) is not None and doc.get(key) != {}:
            out[key] = doc.get(key)
    return out


def run_onload(doc: Any) -> None:
    doc.set("__onload", Row())
    doc.run_method("onload")


def add_view(doc: Any) -> None:
    """Count the view, and remember who has seen the newest state."""
    user = current().user
    if cint(doc.meta.get("track_views")):
        values = {"viewed_by": user, "reference_doctype": doc.doctype, "reference_name": cstr(doc.name)}
        view = frappe.get_doc({"doctype": "View Log", **values})
        view.insert(ignore_permissions=True, ignore_links=True)
        frappe.db.commit()
    if cint(doc.meta.get("track_seen")):
        seen = json.loads(doc.get("_seen") or "[]")
        if user not in seen:
            frappe.db.set_value(
                doc.doctype, doc.name, "_seen", json.dumps([*seen, user]), update_modified=False
            )
            frappe.db.commit()


def link_titles(doc: Any) -> dict[str, str]:
    """`DocType::name` → title, for Links whose DocType shows titles."""
    out: dict[str, str] = {}
    for one in (doc, *doc.get_all_children()):
        for field in one.meta.link_fields:
            value = one.get(field.fieldname)
            target = find_meta(field.options) if value else None
            if target and cint(target.get("show_title_field_in_link")) and target.get("title_field"):
                title = frappe.db.get_value(field.options, value, target["title_field"])
                out[f"{field.options}::{value}"] = cstr(title) or value
    return out


@frappe.whitelist()
def get_docinfo(doc: AnyValue = None, doctype: str | None = None, name: str | None = None) -> None:
    """Put a document's history into `docinfo`. Python callers may hand the document over."""
    if not isinstance(doc, BaseDocument):
        doc = frappe.get_doc(doctype, name)
        doc.check_permission("read")
    frappe.local.response["docinfo"] = docinfo_of(doc)


@frappe.whitelist()
def get_user_info_for_viewers(users: JsonNames) -> dict[str, Any]:
    """Names and pictures of users."""
    return user_info_of({cstr(user) for user in as_names(users, "users")})


@frappe.whitelist()
def get_communications(doctype: str, name: str, start: int = 0, limit: int = 20) -> list[Any]:
    """Older mails about a document."""
    frappe.get_doc(doctype, name).check_permission("read")
    filters = {"reference_doctype": doctype, "reference_name": name}
    return list(
        frappe.get_all(
            "Communication", filters=filters, fields=["*"], order_by="creation desc",
            limit_start=cint(start), limit_page_length=cint(limit),
        )
    )  # fmt: skip
