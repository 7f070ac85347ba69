"""A second process beside the filing: an office memo with pool, countersignature and drawn signature."""

import json
from typing import Any

from tests.support.client import Client

DOCTYPE, ROUTE = "Office Memo", "办公请示"
PLACE = "映月社区"
DOMAIN = "@demo.example"
ROLES = ["CSO Representative", "CSO Village Officer", "CSO Township Clerk", "CSO Township Leader"]
ROLES += ["CSO County Officer", "CSO County Leader", "CSO Liaison Worker", "CSO Fund Custodian"]
ACT = "cso_management.api.approvals.act"

STATES = ["Draft", "Town Acceptance", "Town Examination", "Town Decision", "Approved"]
STATES += ["Refused", "Returned for Correction", "Withdrawn"]
WAYS = [
    ("Draft", "Submit", "Town Acceptance"),
    ("Town Acceptance", "Accept", "Town Examination"),
    ("Town Examination", "Agree", "Town Decision"),
    ("Town Decision", "Approve", "Approved"),
    ("Town Decision", "Refuse", "Refused"),
    *[
        (state, "Return for Correction", "Returned for Correction")
        for state in ("Town Acceptance", "Town Examination", "Town Decision")
    ],
    ("Returned for Correction", "Resubmit", "Town Acceptance"),
    ("Returned for Correction", "Resubmit", "Town Examination"),
    ("Returned for Correction", "Resubmit", "Town Decision"),
    *[(state, "Withdraw", "Withdrawn") for state in ("Town Acceptance", "Town Examination")],
]


def full(*names: str) -> list[str]:
    return [name + DOMAIN for name in names]


def users(*names: str) -> str:
    return json.dumps([{"rule": "users", "users": full(*names)}])


STEPS: list[dict[str, Any]] = [
    {
        "step_key": "office-check",
        "label": "承办审核",
        "state": "Town Acceptance",
        "mode": "any",
        "pool": 1,
        "more_candidates": users("clerk.wanghu", "liaison.wanghu"),
        "agree_actions": "Accept",
        "return_action": "Return for Correction",
    },
    {
        "step_key": "countersign",
        "label": "科室会签",
        "state": "Town Examination",
        "mode": "all",
        "more_candidates": users("village.yingyue", "custodian.wanghu"),
        "agree_actions": "Agree",
        "return_action": "Return for Correction",
        "resubmit": "back",
        "escalate_role": "CSO County Leader",
        "editable_fields": "check_note",
        "hidden_fields": "private_note",
    },
    {
        "step_key": "decision",
        "label": "领导签批",
        "state": "Town Decision",
        "mode": "any",
        "deciding": 1,
        "more_candidates": users("leader.wanghu"),
        "signature": "drawn",
        "agree_actions": "Approve",
        "refuse_action": "Refuse",
        "return_action": "Return for Correction",
        "escalate_role": "CSO County Leader",
    },
]


def set_up(admin: Client) -> None:
    """The DocType, its workflow and its published route, made as an administrator makes them."""
    admin.insert("DocType", **_doctype())
    admin.insert("Workflow", **_workflow())
    steps = [
        {"limit_days": 3, "limit_unit": "Working Day", "opinion_rule": "negative", **row} for row in STEPS
    ]
    admin.insert(
        "CSO Approval Route",
        title=ROUTE,
        document_type=DOCTYPE,
        submit_actions="Submit",
        resubmit_action="Resubmit",
        withdraw_action="Withdraw",
        region_field="region",
        title_field="subject",
        steps=steps,
    )
    admin.expect(admin.call("cso_management.api.approvals.publish_route", name=ROUTE))


def region(admin: Client) -> str:
    return admin.names("CSO Region", region_name=PLACE)[0]


def submitted(writer: Client, region: str, subject: str) -> str:
    """A memo of this person that has been handed in."""
    memo = writer.insert(DOCTYPE, subject=subject, region=region, reason="因工作需要。", amount=1200)
    act(writer, memo["name"], "submit")
    return str(memo["name"])


def act(who: Client, name: str, act: str, **details: Any) -> None:
    who.expect(who.call(ACT, doctype=DOCTYPE, name=name, act=act, **details))


def _doctype() -> dict[str, Any]:
    def field(fieldname: str, label: str, fieldtype: str, **more: Any) -> dict[str, Any]:
        return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, **more}

    rights = {"read": 1, "write": 1, "create": 1, "print": 1, "report": 1}
    return {
        "name": DOCTYPE,
        "module": "Custom",
        "custom": 1,
        "autoname": "MEMO-.####",
        "title_field": "subject",
        "track_changes": 1,
        "fields": [
            field("subject", "Subject", "Data", reqd=1, in_list_view=1),
            field("region", "Region", "Link", options="CSO Region", reqd=1),
            field("amount", "Amount", "Currency"),
            field("reason", "Reason", "Small Text"),
            field("check_note", "Check Note", "Small Text"),
            field("private_note", "Private Note", "Small Text"),
            field("workflow_state", "State", "Link", options="Workflow State", read_only=1),
        ],
        "permissions": [{"role": role, **rights} for role in ROLES],
    }


def _workflow() -> dict[str, Any]:
    anyone = "All"
    return {
        "workflow_name": DOCTYPE,
        "document_type": DOCTYPE,
        "workflow_state_field": "workflow_state",
        "is_active": 1,
        "send_email_alert": 0,
        "states": [{"state": state, "doc_status": "0", "allow_edit": anyone} for state in STATES],
        "transitions": [
            {
                "state": state,
                "action": action,
                "next_state": goal,
                "allowed": anyone,
                "allow_self_approval": 1,
            }
            for state, action, goal in WAYS
        ],
    }
