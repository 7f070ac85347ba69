"""Workflows: their definition is checked; the DocType gets the field of the state."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonList
from benchless.context import current
from benchless.sql import quoted
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document

DRAFT, SUBMITTED, CANCELLED = 0, 1, 2


class Workflow(Document):
    """One workflow of one DocType."""

    workflow_state_field: Any

    def validate(self) -> None:
        self.workflow_state_field = self.workflow_state_field or "workflow_state"
        self.check_states()
        if not self.document_type:
            return
        self.check_docstatus()
        self.check_transitions()

    def check_states(self) -> None:
        """Every state is there once, and the transitions name no other."""
        names = [row.state for row in self.states]
        for row in self.transitions:
            for state in (row.state, row.next_state):
                if state not in names:
                    frappe.throw(_("{0} not a valid State").format(frappe.bold(state)))

    def check_docstatus(self) -> None:
        """Only submittable DocTypes can be submitted by a state."""
        if cint(frappe.get_meta(self.document_type).is_submittable):
            return
        wrong = [row.state for row in self.states if cint(row.doc_status) != DRAFT]
        if wrong:
            text = _("DocType {0} is not submittable, but the states {1} submit or cancel it")
            frappe.msgprint(text.format(_(self.document_type), ", ".join(wrong)), indicator="orange")

    def check_transitions(self) -> None:
        """Documents do not come back from cancelled, nor from submitted to draft."""
        status = {row.state: cint(row.doc_status) for row in self.states}
        for row in self.transitions:
            pair = (status[row.state], status[row.next_state])
            if pair[0] == CANCELLED:
                frappe.throw(_("Cannot change state of Cancelled Document ({0} State)").format(row.state))
            if pair == (SUBMITTED, DRAFT):
                text = _("Submitted document cannot be converted back to draft. Transition row {0}")
                frappe.throw(text.format(row.idx))
            if pair == (DRAFT, CANCELLED):
                frappe.throw(_("Cannot cancel before submitting. See Transition {0}").format(row.idx))
            self.check_condition(row)

    def check_condition(self, row: Any) -> None:
        """A condition is a Python expression."""
        text = cstr(row.condition).strip()
        if not text:
            return
        try:
            compile(text, "<condition>", "eval")
        except SyntaxError as error:
            frappe.throw(_("Condition of transition {0} is not valid: {1}").format(row.idx, error))

    def on_update(self) -> None:
        session = current()
        session.site.cache.bump(session.db, "workflow")
        if not cint(self.is_active):
            return
        self.switch_others_off()
        self.make_field()
        self.fill_states()

    def switch_others_off(self) -> None:
        """One workflow of a DocType is active."""
        filters = {"document_type": self.document_type, "is_active": 1, "name": ["!=", self.name]}
        for name in frappe.get_all("Workflow", filters, pluck="name"):
            frappe.db.set_value("Workflow", name, "is_active", 0)

    def make_field(self) -> None:
        """The hidden field of the state, unless the DocType has it."""
        if frappe.get_meta(self.document_type).has_field(self.workflow_state_field):
            return
        frappe.get_doc(
            {
                "doctype": "Custom Field", "dt": self.document_type, "fieldname": self.workflow_state_field,
                "label": self.workflow_state_field.replace("_", " ").title(), "fieldtype": "Link",
                "options": "Workflow State", "hidden": 1, "allow_on_submit": 1, "no_copy": 1,
                "is_system_generated": 1,
            }
        ).insert(ignore_permissions=True)  # fmt: skip
        if not (frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_import):
            text = _("Created Custom Field {0} in {1}")
            frappe.msgprint(text.format(self.workflow_state_field, self.document_type))

    def fill_states(self) -> None:
        """Documents without a state get the first one of their docstatus."""
        if frappe.get_meta(self.document_type).issingle:
            return
        first: dict[int, str] = {}
        for row in self.states:
            first.setdefault(cint(row.doc_status), row.state)
        table, column = quoted(f"tab{self.document_type}"), quoted(self.workflow_state_field)
        for docstatus, state in first.items():
            query = f"UPDATE {table} SET {column}=? WHERE IFNULL({column}, '')='' AND docstatus=?"
            current().db.execute(query, (state, docstatus))

    def on_trash(self) -> None:
        filters = {"reference_doctype": self.document_type, "status": "Open"}
        frappe.db.delete("Workflow Action", filters)

    def after_delete(self) -> None:
        session = current()
        session.site.cache.bump(session.db, "workflow")


@frappe.whitelist()
def get_workflow_state_count(doctype: str, workflow_state_field: str, states: JsonList) -> list[Any]:
    """How many documents are in states that a workflow does not know."""
    frappe.has_permission("Workflow", "read", throw=True)
    known = frappe.parse_json(states)
    rows = frappe.get_all(
        doctype,
        fields=[workflow_state_field, "count(name) as count", "docstatus"],
        filters={workflow_state_field: ["not in", known]},
        group_by=f"{workflow_state_field}, docstatus",
        order_by=None,
    )
    return [row for row in rows if row.get(workflow_state_field)]
