"""Workflow: the definition's own rules, and the state field of its DocType."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.documents import lookup
from benchless.sql import quoted
from benchless.values import cint
from frappe import _
from frappe.model.document import Document


class Workflow(Document):
    """States and transitions of one DocType. One workflow of a DocType is active."""

    def validate(self) -> None:
        self.validate_docstatus()
        self.set_active()

    def on_update(self) -> None:
        self.create_custom_field_for_workflow_state()
        self.update_default_workflow_status()

    def validate_docstatus(self) -> None:
        """Every transition joins known states, in a direction that documents can go."""
        states = {row.state: row for row in self.states}
        for row in self.transitions:
            here, there = self._state(states, row, row.state), self._state(states, row, row.next_state)
            problem = _impossible(cint(here.doc_status), cint(there.doc_status))
            if problem:
                frappe.throw(_("Row {0}: {1}").format(row.idx, problem))
        if not frappe.get_meta(self.document_type).is_submittable and any(cint(r.doc_status) for r in self.states):
            frappe.msgprint(_("{0} cannot be submitted: states with a document status other than 0 are never reached").format(_(self.document_type)))

    def _state(self, states: dict[str, Any], row: Any, name: str) -> Any:
        if name not in states:
            frappe.throw(_("Row {0}: {1} is not among the states of this workflow").format(row.idx, name))
        return states[name]

    def set_active(self) -> None:
        """Activating one workflow puts the others of the DocType to rest."""
        if not cint(self.is_active):
            return
        others = {"document_type": self.document_type, "is_active": 1, "name": ["!=", self.name]}
        for name in frappe.get_all("Workflow", filters=others, pluck="name"):
            frappe.db.set_value("Workflow", name, "is_active", 0)

    def create_custom_field_for_workflow_state(self) -> None:
        """The field that holds the state, unless the DocType has it."""
        frappe.clear_cache(doctype=self.document_type)
        field = self.workflow_state_field or "workflow_state"
        if frappe.get_meta(self.document_type).get_field(field):
            return
        frappe.get_doc(
            {
                "doctype": "Custom Field", "dt": self.document_type, "fieldname": field,
                "label": field.replace("_", " ").title(), "hidden": 1, "allow_on_submit": 1, "no_copy": 1,
                "fieldtype": "Link", "options": "Workflow State", "owner": "Administrator",
            }
        ).save(ignore_permissions=True)  # fmt: skip

    def update_default_workflow_status(self) -> None:
        """Documents from before the workflow get the first state of their document status."""
        field = quoted(self.workflow_state_field or "workflow_state")
        done = set()
        for row in self.states:
            if row.doc_status not in done:
                frappe.db.execute(
                    f"UPDATE `tab{self.document_type}` SET {field}=? WHERE IFNULL({field}, '')='' AND docstatus=?",
                    (row.state, cint(row.doc_status)),
                )
                done.add(row.doc_status)


def _impossible(before: int, after: int) -> str | None:
    if before == 2:
        return str(_("a cancelled document cannot change its state"))
    if (before, after) == (1, 0):
        return str(_("a submitted document cannot become a draft again"))
    if (before, after) == (0, 2):
        return str(_("a document cannot be cancelled before it was submitted"))
    return None


@frappe.whitelist()
def get_workflow_state_count(doctype: str, workflow_state_field: str, states: Any) -> list[Any]:
    """How many documents are in states other than the given ones."""
    frappe.has_permission(doctype=doctype, ptype="read", throw=True)
    wanted = frappe.parse_json(states)
    if not frappe.get_meta(doctype).has_field(workflow_state_field):
        return []
    rows: list[Any] = lookup.get_all(
        doctype, filters={workflow_state_field: ["not in", wanted]}, group_by=workflow_state_field,
        fields=["count(name) as count", workflow_state_field], order_by="none",
    )  # fmt: skip
    return rows
