"""Things to do."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.context import current
from benchless.schema import find_meta
from benchless.sql import quoted
from benchless.values import cstr
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, validate_email_address


class ToDo(Document):
    """One thing to do, mostly about a document."""

    def validate(self) -> None:
        self.flags.note = None
        if self.is_new():
            if self.reference_type and self.reference_name and self.allocated_to:
                self.flags.note = ("Assigned", self.assignment_text())
        elif self.has_new_status():
            self.flags.note = ("Assignment Completed", self.ending_text())

    def has_new_status(self) -> bool:
        """The timeline tells of every change, reopening too."""
        before = self.get_doc_before_save()
        return before is not None and before.status != self.status

    def assignment_text(self) -> str:
        who, to = get_fullname(self.assigned_by or frappe.session.user), get_fullname(self.allocated_to)
        if self.allocated_to == frappe.session.user:
            return _("{0} self assigned this task: {1}").format(to, self.description)
        return _("{0} assigned {1}: {2}").format(who, to, self.description)

    def ending_text(self) -> str:
        who = get_fullname(frappe.session.user)
        if self.status == "Cancelled":
            return _("Assignment of {0} removed by {1}").format(get_fullname(self.allocated_to), who)
        return _("Assignment of {0} completed by {1}").format(get_fullname(self.allocated_to), who)

    def on_update(self) -> None:
        if self.flags.note and self.has_reference():
            kind, text = self.flags.note
            frappe.get_doc(self.reference_type, self.reference_name).add_comment(kind, text)
        self.mirror()

    def after_delete(self) -> None:
        self.mirror()

    def has_reference(self) -> bool:
        if not (self.reference_type and self.reference_name):
            return False
        return bool(frappe.db.exists(self.reference_type, self.reference_name))

    def mirror(self) -> None:
        """Keep the open assignees in the document's own row, for lists."""
        meta = find_meta(self.reference_type) if self.reference_type and self.reference_name else None
        if meta is None or not meta.keeps_marks:
            return
        rows = current().db.rows(
            "SELECT allocated_to FROM `tabToDo` WHERE reference_type=? AND reference_name=?"
            " AND status NOT IN ('Closed', 'Cancelled') AND IFNULL(allocated_to, '') <> ''"
            " GROUP BY allocated_to ORDER BY MIN(creation)",
            (self.reference_type, cstr(self.reference_name)),
        )
        text = json.dumps([row[0] for row in rows]) if rows else ""
        table = quoted(f"tab{self.reference_type}")
        current().db.execute(f"UPDATE {table} SET _assign=? WHERE name=?", (text, cstr(self.reference_name)))

    @classmethod
    def get_owners(cls, filters: Any = None) -> list[str]:
        """Addresses of those who have matching ToDos."""
        rows = frappe.get_all("ToDo", filters=filters or {"status": "Open"}, pluck="allocated_to")
        return [address for row in rows if (address := validate_email_address(row))]


def roles_with_all(user: str) -> bool:
    """Whether a role gives a user all ToDos."""
    rows = frappe.get_meta("ToDo").permissions
    roles = {row.role for row in rows if row.read and not row.permlevel} - {"All", "Guest"}
    return bool(roles & set(frappe.get_roles(user)))


def get_permission_query_conditions(user: str | None = None) -> str:
    """The own ToDos and those one gave to others."""
    user = user or frappe.session.user
    if roles_with_all(user):
        return ""
    name = frappe.db.escape(user)
    return f"(`tabToDo`.allocated_to = {name} OR `tabToDo`.assigned_by = {name})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    return roles_with_all(user) or user in (doc.get("allocated_to"), doc.get("assigned_by"))


@frappe.whitelist(methods=["POST"])
def new_todo(description: str) -> None:
    """Write down something to do for oneself."""
    values = {"description": description, "allocated_to": frappe.session.user}
    frappe.get_doc({"doctype": "ToDo", **values}).insert()
