"""Comments and small questions of the form."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonFilters, Scalar, as_scalar
from benchless.values import cint, cstr
from frappe import _


@frappe.whitelist(methods=["POST", "PUT"])
def add_comment(
    reference_doctype: str, reference_name: str, content: str, comment_email: str, comment_by: str
) -> Any:
    """Comment on a document. Needs the right to read it."""
    doc = frappe.get_doc(reference_doctype, reference_name)
    doc.check_permission("read")
    comment = frappe.new_doc("Comment")
    comment.update(
        {
            "comment_type": "Comment", "reference_doctype": reference_doctype,
            "reference_name": reference_name,
            "comment_email": comment_email, "comment_by": comment_by, "content": content,
        }
    )  # fmt: skip
    comment.insert(ignore_permissions=True)
    return comment


@frappe.whitelist(methods=["POST", "PUT"])
def update_comment(name: str, content: str) -> None:
    """Change a comment: the own one, or any for an administrator."""
    comment = frappe.get_doc("Comment", name)
    if frappe.session.user not in ("Administrator", comment.owner):
        frappe.throw(_("Comment can only be edited by the owner"), frappe.PermissionError)
    if comment.reference_doctype and comment.reference_name:
        frappe.get_doc(comment.reference_doctype, comment.reference_name).check_permission("read")
    comment.content = content
    comment.save(ignore_permissions=True)


@frappe.whitelist(methods=["POST"])
def update_comment_publicity(name: str, publish: Scalar) -> None:
    """Show a comment to website users, or hide it."""
    comment = frappe.get_doc("Comment", name)
    if frappe.session.user != comment.owner and "System Manager" not in frappe.get_roles():
        frappe.throw(_("Comment publicity can only be updated by the original author or a System Manager."))
    comment.published = cint(publish)
    comment.save(ignore_permissions=True)


@frappe.whitelist(methods=["POST", "DELETE"])
def remove_attach() -> None:
    """Remove a file from a document."""
    name = cstr(as_scalar(frappe.form_dict.get("fid"), "fid"))
    if not frappe.db.exists("File", name):
        return
    file = frappe.get_doc("File", name)
    file.check_permission("delete")
    file.delete()


@frappe.whitelist()
def get_next(
    doctype: str,
    value: str,
    prev: Scalar,
    filters: JsonFilters = None,
    sort_order: str = "desc",
    sort_field: str = "modified",
) -> str | None:
    """Name of the neighbour of a document in a list."""
    backwards = bool(cint(prev))
    upwards = (sort_order.lower() == "asc") != backwards
    here = frappe.db.get_value(doctype, value, sort_field)
    conditions = frappe.parse_json(filters) or []
    if isinstance(conditions, dict):
        conditions = [[key, "=", item] for key, item in conditions.items()]
    found = frappe.get_list(
        doctype,
        filters=[*conditions, [sort_field, ">" if upwards else "<", here], ["name", "!=", value]],
        order_by=f"{sort_field} {'asc' if upwards else 'desc'}",
        limit_page_length=1,
        pluck="name",
    )
    if not found:
        frappe.msgprint(_("No further records"))
    return found[0] if found else None


@frappe.whitelist()
def validate_link() -> None:
    """Old way to check a Link: answers `valid_value` and fetched values beside the message."""
    form = frappe.form_dict
    doctype, value = (as_scalar(form.get(key), key) for key in ("options", "value"))
    answer = frappe.local.response
    if not value or doctype is None or doctype == "DocType" and value == "[Select]":
        answer["message"] = "Ok"
        return
    name = frappe.db.get_value(doctype, value, "name")
    if name is None:
        return
    if form.get("fetch"):
        frappe.has_permission(doctype, "read", doc=name, throw=True)
        fields = [part.strip() for part in str(form.get("fetch")).split(",")]
        row = frappe.db.get_value(doctype, name, fields, as_dict=True)
        answer["fetch_values"] = [row.get(field) for field in fields]
    answer["valid_value"] = name
    answer["message"] = "Ok"
