"""Rules that give documents to users."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonNames
from benchless.context import current
from benchless.safe_eval import safe_eval
from benchless.values import cint, cstr
from frappe import _
from frappe.desk.form import assign_to
from frappe.model.document import Document
from frappe.utils import get_weekday

CONDITIONS = ("assign_condition", "unassign_condition", "close_condition")


class AssignmentRule(Document):
    """Who gets what, when."""

    def validate(self) -> None:
        days = [row.day for row in self.assignment_days or []]
        if len(set(days)) != len(days):
            frappe.throw(_("Assignment Day {0} has been repeated.").format(days[-1]))
        if self.document_type == "ToDo":
            frappe.throw(_("Assignment Rule is not allowed on document type {0}").format("ToDo"))
        if self.rule == "Based on Field" and not self.field:
            frappe.throw(_("Field is required for assignment by field"))
        for key in CONDITIONS:
            check_condition(self.get(key))

    def holds(self, key: str, doc: Any) -> bool:
        """Whether one of the conditions is true for a document."""
        text = cstr(self.get(key)).strip()
        if not text:
            return False
        values = doc.as_dict()
        try:
            return bool(safe_eval(text, {"doc": values}, values))
        except Exception as error:  # a condition of an administrator can fail in any way
            frappe.msgprint(_("Auto assignment failed: {0}").format(error), indicator="orange")
            return False

    def works_today(self) -> bool:
        return get_weekday() in {row.day for row in self.assignment_days or []}

    def give(self, doc: Any) -> bool:
        """Assign the document to the user whose turn it is."""
        user = self.next_user(doc)
        if not user:
            return False
        assign_to.clear(doc.doctype, doc.name, ignore_permissions=True)
        wanted = {
            "doctype": doc.doctype, "name": doc.name, "assign_to": [user], "assignment_rule": self.name,
            "description": frappe.render_template(cstr(self.description), doc.as_dict()),
            "date": doc.get(self.due_date_based_on) if self.due_date_based_on else None,
        }  # fmt: skip
        assign_to.add(wanted, ignore_permissions=True)
        self.db_set("last_user", user, update_modified=False)
        return True

    def next_user(self, doc: Any) -> str | None:
        """By turns, by load, or as a field says."""
        if self.rule == "Based on Field":
            named = cstr(doc.get(self.field))
            return named if frappe.db.exists("User", {"name": named, "enabled": 1}) else None
        users = [row.user for row in self.users or []]
        if not users:
            return None
        if self.rule == "Load Balancing":
            return str(min(users, key=self.load_of))
        position = users.index(self.last_user) + 1 if self.last_user in users else 0
        return str(users[position % len(users)])

    def load_of(self, user: str) -> int:
        filters = {"reference_type": self.document_type, "allocated_to": user, "status": "Open"}
        return cint(frappe.db.count("ToDo", filters))


def check_condition(text: Any) -> None:
    """Stop when a condition is no Python expression."""
    from_text = cstr(text).strip()
    if from_text:
        try:
            compile(from_text, "<condition>", "eval")
        except SyntaxError as error:
            frappe.throw(_("Invalid condition: {0}").format(error))


def rules_of(doctype: str) -> list[Any]:
    """Active rules of a DocType, the most important first."""
    store = current().site.cache.store("pages")
    key = ("assignment rules", doctype)
    if key not in store:
        filters = {"document_type": doctype, "disabled": 0}
        store[key] = frappe.get_all("Assignment Rule", filters, pluck="name", order_by="priority desc")
    return [frappe.get_doc("Assignment Rule", name) for name in store[key]]


def apply_rules(doc: Any) -> None:
    """Close, take back or give, as the rules say."""
    rules = [rule for rule in rules_of(doc.doctype) if rule.works_today()]
    current_todos = frappe.get_all(
        "ToDo",
        filters={"reference_type": doc.doctype, "reference_name": cstr(doc.name), "status": "Open"},
        fields=["name", "assignment_rule"],
    )
    for rule in rules:
        todos = [row for row in current_todos if row.assignment_rule == rule.name]
        if todos and rule.holds("close_condition", doc):
            _end(doc, todos, "Closed")
            return
        if todos and rule.holds("unassign_condition", doc):
            _end(doc, todos, "Cancelled")
            return
    if not any(row.assignment_rule for row in current_todos):
        for rule in rules:
            if rule.holds("assign_condition", doc) and rule.give(doc):
                return


def _end(doc: Any, todos: list[Any], status: str) -> None:
    for row in todos:
        assign_to.set_status(doc.doctype, doc.name, row.name, status=status, ignore_permissions=True)


def apply(doc: Any = None, method: Any = None, doctype: str | None = None, name: str | None = None) -> None:
    """Documented name: apply the rules to a document."""
    apply_rules(doc or frappe.get_doc(doctype, name))


@frappe.whitelist(methods=["POST"])
def bulk_apply(doctype: str, docnames: JsonNames) -> None:
    """Apply the rules to several documents."""
    for name in frappe.parse_json(docnames):
        doc = frappe.get_doc(doctype, name)
        doc.check_permission("write")
        apply_rules(doc)
