"""Assignments: ToDos about documents."""

from __future__ import annotations

from typing import Any

import frappe
import frappe.share
from benchless.arguments import JsonDict, JsonNames, Scalar, as_dict, as_names, as_scalar
from benchless.context import current
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.desk.notices import notify
from frappe.utils import get_fullname, strip_html, today


class DuplicateToDoError(frappe.ValidationError):
    """The user has the document on his list already."""


OPEN = ("not in", ("Cancelled", "Closed"))


def get(args: Any = None) -> list[Row]:
    """Open assignments of a document: `owner` (who has it) and `name` of the ToDo."""
    wanted = args or frappe.form_dict
    return current().db.dicts(
        "SELECT allocated_to AS owner, name FROM `tabToDo` WHERE reference_type=? AND reference_name=?"
        " AND IFNULL(status, '') NOT IN ('Cancelled', 'Closed') ORDER BY creation DESC LIMIT 5",
        (wanted.get("doctype"), wanted.get("name")),
    )


def given(args: Any) -> Row:
    """What an assignment is made of, sent as one argument or as the whole form."""
    wanted = as_dict(args, "args") or Row(frappe.form_dict)
    several = ("assign_to", "name", "names")
    return Row((key, value if key in several else as_scalar(value, key)) for key, value in wanted.items())


@frappe.whitelist(methods=["POST"])
def add(args: JsonDict = None, *, ignore_permissions: bool = False, **_more: Any) -> list[Row]:
    """Give a document to users: `doctype, name, assign_to, description, date, priority`."""
    wanted = given(args)
    doctype, name = wanted.doctype, as_scalar(wanted.name, "name")
    if not ignore_permissions:
        frappe.get_doc(doctype, name).check_permission("read")
    known = []
    for user in map(cstr, as_names(wanted.assign_to, "assign_to")):
        if frappe.db.exists("ToDo", _filters(doctype, name, user)):
            known.append(user)
            continue
        _assign(wanted, user)
    if known:
        names = ", ".join(get_fullname(user) for user in known)
        frappe.msgprint(_("Already in the following Users ToDo list: {0}").format(names), alert=True)
    return get(wanted)


def _filters(doctype: str, name: Any, user: str) -> dict[str, Any]:
    values = {"reference_type": doctype, "reference_name": cstr(name), "allocated_to": user}
    return {**values, "status": "Open"}


def _assign(wanted: Row, user: str) -> None:
    """One ToDo; the user gets to see the document, and is told."""
    description = cstr(wanted.description)
    if not strip_html(description).strip():
        description = _("Assignment for {0} {1}").format(_(wanted.doctype), wanted.name)
    values = {
        **_filters(wanted.doctype, wanted.name, user), "description": description,
        "priority": wanted.priority or "Medium", "date": wanted.date or today(),
        "assigned_by": wanted.assigned_by or frappe.session.user, "assignment_rule": wanted.assignment_rule,
    }  # fmt: skip
    frappe.get_doc({"doctype": "ToDo", **values}).insert(ignore_permissions=True)
    field = frappe.get_meta(wanted.doctype).get_field("assigned_to")
    if field:
        frappe.db.set_value(wanted.doctype, wanted.name, "assigned_to", user)
    _let_see(wanted.doctype, wanted.name, user)
    who, what = frappe.bold(get_fullname()), frappe.bold(wanted.name)
    subject = _("{0} assigned a new task {1} {2} to you").format(who, _(wanted.doctype), what)
    notify([user], "Assignment", subject, wanted.doctype, wanted.name, wanted.description)


def _let_see(doctype: str, name: str, user: str) -> None:
    """Share the document with an assignee who may not read it."""
    if not frappe.has_permission(doctype, "read", doc=frappe.get_doc(doctype, name), user=user):
        flags = {"ignore_share_permission": not frappe.has_permission(doctype, "share", doc=name)}
        if flags["ignore_share_permission"]:
            text = _("User {0} is not permitted to access this document").format(frappe.bold(user))
            frappe.throw(text, title=_("Missing Permission"))
        frappe.share.add(doctype, name, user)
        frappe.msgprint(_("Shared with the following Users with Read access: {0}").format(user), alert=True)


@frappe.whitelist(methods=["POST"])
def add_multiple(args: JsonDict = None, **_more: Any) -> None:
    """Give several documents to users; `name` is a list."""
    wanted = given(args)
    for name in as_names(wanted.name, "name"):
        add({**wanted, "name": name})


@frappe.whitelist(methods=["POST", "DELETE"])
def remove(doctype: str, name: str, assign_to: str, ignore_permissions: Scalar = False) -> list[Row]:
    """Take an assignment back."""
    return set_status(doctype, name, None, assign_to, "Cancelled")


@frappe.whitelist(methods=["POST", "DELETE"])
def remove_multiple(doctype: str, names: JsonNames, ignore_permissions: Scalar = False) -> None:
    """Take the assignments of several documents back."""
    for name in frappe.parse_json(names):
        for row in get({"doctype": doctype, "name": name}):
            set_status(doctype, name, None, row.owner, "Cancelled")


@frappe.whitelist(methods=["POST"])
def close(doctype: str, name: str, assign_to: str, ignore_permissions: Scalar = False) -> list[Row]:
    """Mark the own assignment as done."""
    if assign_to != frappe.session.user:
        frappe.throw(_("Only the assignee can complete this to-do."))
    return set_status(doctype, name, None, assign_to, "Closed")


def set_status(
    doctype: str, name: str, todo: str | None = None, assign_to: str | None = None, status: str = "Cancelled",
    ignore_permissions: bool = False,
) -> list[Row]:  # fmt: skip
    """Close or cancel one assignment. Needs the right to read the document."""
    if not ignore_permissions:
        frappe.get_doc(doctype, name).check_permission("read")
    filters = {"reference_type": doctype, "reference_name": cstr(name), "status": OPEN}
    found = todo or frappe.db.get_value("ToDo", {**filters, "allocated_to": assign_to})
    if found:
        doc = frappe.get_doc("ToDo", found)
        doc.status = status
        doc.save(ignore_permissions=True)
    return get({"doctype": doctype, "name": name})


def close_all_assignments(doctype: str, name: str, ignore_permissions: bool = False) -> bool:
    """Close what is open; tells whether anything was."""
    return _end_all(doctype, name, "Closed")


def clear(doctype: str, name: str, ignore_permissions: bool = False) -> bool:
    """Cancel what is open; tells whether anything was."""
    return _end_all(doctype, name, "Cancelled")


def _end_all(doctype: str, name: str, status: str) -> bool:
    filters = {"reference_type": doctype, "reference_name": cstr(name), "status": OPEN}
    names = frappe.get_all("ToDo", filters=filters, pluck="name")
    for todo in names:
        set_status(doctype, name, todo, status=status, ignore_permissions=True)
    return bool(names)


def assigned_count(user: str) -> int:
    """How many open ToDos a user has."""
    return cint(frappe.db.count("ToDo", {"allocated_to": user, "status": "Open"}))
