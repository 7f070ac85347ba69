"""A DocType that knows nothing of approvals, with a workflow of its own and a route of two steps.

Draft → First → Second → Final, with Refused, Sent Back and Withdrawn beside.
"""

import json
from typing import Any

import frappe

from cso_management.approvals.engine import publishing

PAPER = "Test Paper"
ROUTE = "Papers"
REGION = "990121001001"
DOMAIN = "@demo.example"
SUBMITTER = "rep.new"
STATES = ("Draft", "First", "Second", "Final", "Refused", "Sent Back", "Withdrawn")
ACTIONS = ("Hand In", "Go On", "Turn Down", "Send Back", "Hand In Again", "Take Away")
WAYS = [
    ("Draft", "Hand In", "First"),
    ("First", "Go On", "Second"),
    ("Second", "Go On", "Final"),
    ("First", "Turn Down", "Refused"),
    ("Second", "Turn Down", "Refused"),
    ("First", "Send Back", "Sent Back"),
    ("Second", "Send Back", "Sent Back"),
    ("Sent Back", "Hand In Again", "First"),
    ("First", "Take Away", "Withdrawn"),
    ("Second", "Take Away", "Withdrawn"),
    ("Sent Back", "Take Away", "Withdrawn"),
]
FIELDS = [
    {"fieldname": "title", "fieldtype": "Data", "label": "Title"},
    {"fieldname": "region", "fieldtype": "Link", "label": "Region", "options": "CSO Region"},
    {"fieldname": "amount", "fieldtype": "Currency", "label": "Amount"},
    {"fieldname": "reason", "fieldtype": "Small Text", "label": "Reason"},
    {"fieldname": "secret", "fieldtype": "Data", "label": "Secret"},
    {"fieldname": "paper", "fieldtype": "Attach", "label": "Paper"},
    {"fieldname": "computed", "fieldtype": "Data", "label": "Computed", "read_only": 1},
    {"fieldname": "decider", "fieldtype": "Link", "label": "Decider", "options": "User"},
    {"fieldname": "unit", "fieldtype": "Link", "label": "Unit", "options": "CSO Gov Unit"},
    {"fieldname": "workflow_state", "fieldtype": "Link", "label": "State", "options": "Workflow State"},
]
RIGHTS = {"read": 1, "write": 1, "create": 1, "report": 1, "print": 1, "export": 1, "import": 1}


def full(*names: str) -> list[str]:
    return [name if "@" in name else name + DOMAIN for name in names]


def install() -> None:
    """DocType, workflow and a published route, once per site."""
    values = {
        "doctype": "DocType",
        "name": PAPER,
        "module": "Approvals",
        "custom": 1,
        "autoname": "hash",
        "allow_import": 1,
    }
    rights = [{"role": "All", **RIGHTS}]
    frappe.get_doc({**values, "fields": FIELDS, "permissions": rights, "track_changes": 1}).insert()
    for state in STATES:
        _insert_once("Workflow State", {"workflow_state_name": state})
    for action in ACTIONS:
        _insert_once("Workflow Action Master", {"workflow_action_name": action})
    ways = [
        {"state": state, "action": action, "next_state": goal, "allowed": "All", "allow_self_approval": 1}
        for state, action, goal in WAYS
    ]
    frappe.get_doc(
        {
            "doctype": "Workflow",
            "workflow_name": "Papers",
            "document_type": PAPER,
            "workflow_state_field": "workflow_state",
            "is_active": 1,
            "states": [{"state": state, "doc_status": "0", "allow_edit": "All"} for state in STATES],
            "transitions": ways,
        }
    ).insert()
    frappe.get_doc({"doctype": "CSO Approval Route", **HEAD, "steps": [step("one"), step("two")]}).insert()
    publish()


HEAD = {
    "title": ROUTE,
    "document_type": PAPER,
    "submit_actions": "Hand In",
    "resubmit_action": "Hand In Again",
    "withdraw_action": "Take Away",
    "region_field": "region",
    "title_field": "title",
    "amount_field": "amount",
}
DEFAULTS = {
    "one": {"state": "First", "people": ["leader.wanghu"]},
    "two": {"state": "Second", "people": ["leader.county"], "deciding": 1},
}


def step(key: str, **values: Any) -> dict[str, Any]:
    row = {**DEFAULTS[key], **values}
    people = row.pop("people")
    rules = json.dumps([{"rule": "users", "users": full(*people)}]) if people else None
    common = {"step_key": key, "label": key, "mode": "any", "agree_actions": "Go On"}
    other = {"refuse_action": "Turn Down", "return_action": "Send Back", "more_candidates": rules}
    return {**common, **other, **row}


def publish(one: dict[str, Any] | None = None, two: dict[str, Any] | None = None, **head: Any) -> int:
    """The next version of the route, with these values of its steps."""
    before = frappe.session.user
    frappe.set_user("Administrator")
    document = frappe.get_doc("CSO Approval Route", ROUTE)
    document.update(head)
    document.set("steps", [step("one", **(one or {})), step("two", **(two or {}))])
    document.save()
    version = publishing.publish(document)["version"]
    frappe.set_user(before)
    return version


def make(**values: Any) -> Any:
    """A draft of the submitter."""
    frappe.set_user(full(SUBMITTER)[0])
    row = {"doctype": PAPER, "title": "请示", "region": REGION, "reason": "原因", "secret": "秘密"}
    return frappe.get_doc({**row, **values}).insert()


def _insert_once(doctype: str, values: dict[str, Any]) -> None:
    if not frappe.db.exists(doctype, next(iter(values.values()))):
        frappe.get_doc({"doctype": doctype, **values}).insert()
