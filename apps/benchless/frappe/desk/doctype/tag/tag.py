"""Tags of documents."""

from __future__ import annotations

from typing import Any

import frappe
import frappe.utils
from benchless.arguments import JsonNames
from benchless.context import current
from benchless.sql import quoted
from benchless.values import cstr
from frappe import _
from frappe.model.document import Document


class Tag(Document):
    """One word."""


class DocTags:
    """The tags in a document's own row: `,one,two`."""

    def __init__(self, dt: str) -> None:
        self.doctype = dt
        self.table = quoted(f"tab{dt}")

    def get_tags(self, dn: str) -> str:
        """As they are stored."""
        rows = current().db.rows(f"SELECT _user_tags FROM {self.table} WHERE name=?", (dn,))
        return cstr(rows[0][0]) if rows else ""

    def names(self, dn: str) -> list[str]:
        return [tag for tag in self.get_tags(dn).split(",") if tag]

    def add(self, dn: str, tag: str) -> None:
        kept = self.names(dn)
        if tag not in kept:
            self.update(dn, [*kept, tag])
        if not frappe.db.exists("Tag", tag):
            frappe.get_doc({"doctype": "Tag", "name": tag}).insert(ignore_permissions=True)

    def remove(self, dn: str, tag: str) -> None:
        self.update(dn, [one for one in self.names(dn) if one.lower() != tag.lower()])

    def remove_all(self, dn: str) -> None:
        self.update(dn, [])

    def update(self, dn: str, tags: list[str]) -> None:
        text = "".join(f",{tag}" for tag in dict.fromkeys(tags)) or ","
        current().db.execute(f"UPDATE {self.table} SET _user_tags=? WHERE name=?", (text, dn))
        update_tag_links(self.doctype, dn, tags)


def update_tag_links(doctype: str, name: str, tags: list[str]) -> None:
    """Tag Links follow the row."""
    where = {"document_type": doctype, "document_name": name}
    known = frappe.get_all("Tag Link", filters=where, fields=["name", "tag"])
    for row in known:
        if row.tag not in tags:
            frappe.db.delete("Tag Link", {"name": row.name})
    held = {row.tag for row in known}
    title = frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field()) if tags else None
    for tag in [tag for tag in tags if tag not in held]:
        doc = frappe.get_doc({"doctype": "Tag Link", "tag": tag, "title": title, **where})
        doc.insert(ignore_permissions=True, ignore_links=True)


def _check(doctype: str, name: str) -> None:
    if not frappe.get_meta(doctype).keeps_marks:
        frappe.throw(_("{0} has no tags").format(_(doctype)))
    frappe.get_doc(doctype, name).check_permission("read")


def _clean(tag: str) -> str:
    text = frappe.utils.strip_html(cstr(tag)).replace(",", " ").strip()
    if not text:
        frappe.throw(_("A tag cannot be empty"))
    return text


@frappe.whitelist(methods=["POST"])
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
    """Tag a document."""
    text = _clean(tag)
    _check(dt, dn)
    document = frappe.get_doc(dt, dn)
    document.check_permission("read" if text in DocTags(dt).names(dn) else "write")
    DocTags(dt).add(dn, text)
    return text


@frappe.whitelist(methods=["POST"])
def add_tags(tags: JsonNames, dt: str, docs: JsonNames, color: str | None = None) -> None:
    """Tag several documents."""
    for dn in frappe.parse_json(docs):
        for tag in frappe.parse_json(tags):
            add_tag(tag, dt, dn)


@frappe.whitelist(methods=["POST", "DELETE"])
def remove_tag(tag: str, dt: str, dn: str) -> None:
    """Take a tag off."""
    _check(dt, dn)
    DocTags(dt).remove(dn, tag)


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list[Any]:
    """Documents of a DocType with a tag."""
    frappe.has_permission(doctype, throw=True)
    return list(frappe.get_list(doctype, filters=[["_user_tags", "like", f"%,{tag}%"]], as_list=True))


@frappe.whitelist()
def get_tags(doctype: str, txt: str) -> list[str]:
    """Tags that begin like a text."""
    rows = frappe.get_list("Tag", filters=[["name", "like", f"%{txt}%"]], pluck="name")
    return sorted({row.strip() for row in rows})


@frappe.whitelist()
def get_documents_for_tag(tag: str) -> list[Any]:
    """Documents with a tag that the user may read."""
    fields = ["document_type", "document_name", "title"]
    rows = frappe.get_all("Tag Link", filters={"tag": tag}, fields=fields, limit=200)
    seen = [row for row in rows if frappe.has_permission(row.document_type, "read", doc=row.document_name)]
    return [{"doctype": r.document_type, "name": r.document_name, "content": r.title} for r in seen]
