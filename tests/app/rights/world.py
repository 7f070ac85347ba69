"""A site with the people and one document of each DocType in each state, written past all rules."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import frappe

from cso_management.api import approvals
from cso_management.approvals.engine import adoption
from cso_management.demo import loading
from cso_management.process import workflow_names

from .people import OTHER, OTHER_COUNTY, OWN, PEOPLE, SECRET, STREET, VILLAGE, account

WORKFLOWS = Path(workflow_names.__file__).parents[1] / "workflows"
ORGANIZATION = "CSO Organization"


@dataclass(frozen=True)
class Kind:
    """Where documents of a DocType belong, whose they are, who writes a draft."""

    region: str
    author: str
    # Who hands it in, where that is somebody else.
    submitter: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    # Without a workflow: each state by the values that make it.
    states: dict[str, dict[str, Any]] = field(default_factory=lambda: {"": {}})


BATCH_STATES = {"Draft": {"status": "Draft"}, "Open": {"status": "Open"}, "Closed": {"status": "Closed"}}
CONTRACT = {"provider": OWN, "provider_name": "银龄", "purchaser_unit": "望湖街道办事处"}
KINDS: dict[str, Kind] = {
    "CSO Activity": Kind(VILLAGE, "rep", "", {"organization": OWN, "title": "义诊"}),
    "CSO Annual Review Batch": Kind("990121000000", "cof", "", {"batch_name": "年检"}, BATCH_STATES),
    "CSO Annual Review": Kind(VILLAGE, "Administrator", "rep", {"organization": OWN, "tier": "Filed"}),
    "CSO Service Catalogue Item": Kind("", "cof", "", {"item_name": "助餐", "code": "A1"}),
    "CSO Negative List Rule": Kind("", "cof", "", {"pattern": "派遣"}),
    "CSO Procurement Limit": Kind("990121000000", "cof"),
    "CSO Service Demand": Kind(VILLAGE, "rep", "", {"organization": OWN, "title": "助餐"}),
    "CSO Purchase Project": Kind(STREET, "pro", "", {"project_title": "助餐"}),
    "CSO Provider Selection": Kind(STREET, "pro", "", {"project_title": "助餐"}),
    "CSO Score Sheet": Kind(
        STREET, "Administrator", "", {"expert": "exp"}, {s: {"status": s} for s in ("Open", "Handed In")}
    ),
    "CSO Service Contract": Kind(
        STREET, "pro", "", {**CONTRACT, "title": "助餐合同", "payee_account": "6222000011112222"}
    ),
    "CSO Service Acceptance": Kind(STREET, "tcl", "", {"provider": OWN, "contract": "CSO Service Contract"}),
    "CSO Payment Request": Kind(
        STREET,
        "rep",
        "",
        {"recipient": OWN, "contract": "CSO Service Contract", "payee_account": "6222000011112222"},
    ),
    "CSO Performance Evaluation": Kind(
        STREET, "pro", "", {"provider": OWN, "contract": "CSO Service Contract"}
    ),
    "CSO Purchase Disclosure": Kind(STREET, "Administrator", "", {"subject": "合同公开"}),
    "CSO Provider Complaint": Kind(STREET, "rep", "", {"organization": OWN, "raised_by": "银龄"}),
    "CSO Rural Pilot Batch": Kind("990121000000", "cof", "", {"batch_name": "试点"}, BATCH_STATES),
    "CSO Rural Pilot": Kind(VILLAGE, "vil", "", {"mentor_org": OWN, "village_region": VILLAGE}),
    "CSO Experience": Kind(
        VILLAGE, "cof", "", {"title": "经验"}, {"Draft": {"published": 0}, "Published": {"published": 1}}
    ),
    "CSO Period Snapshot": Kind(
        "990121000000", "sta", "", {"period_kind": "Year"}, {"Open": {"locked": 0}, "Locked": {"locked": 1}}
    ),
    "CSO Plan Target": Kind("990121000000", "cof", "", {"indicator": "I01"}),
    "CSO Credit Record": Kind(VILLAGE, "cof", "", {"organization": OWN, "content": "合格"}),
    "CSO Credit List Entry": Kind(VILLAGE, "cof", "", {"organization": OWN, "ground_text": "未报"}),
    "CSO Penalty Record": Kind(VILLAGE, "cof", "", {"organization": OWN, "fact": "事实"}),
    "CSO Rectification Order": Kind(VILLAGE, "tcl", "rep", {"organization": OWN}),
    "CSO Spot Check": Kind(VILLAGE, "cof", "", {"organization": OWN, "batch": "2026"}),
    "CSO Custody Account": Kind(
        VILLAGE, "cof", "", {"organization": OWN, "sub_ledger_no": "6222000011112222"}
    ),
    "CSO Publicity Notice": Kind(
        VILLAGE, "vil", "", {"subject": "公示"}, {s: {"status": s} for s in ("Draft", "Published", "Closed")}
    ),
}
# A field that the author of each document fills.
EDITED: dict[str, dict[str, Any]] = {
    "CSO Activity": {"summary": "改"},
    "CSO Annual Review Batch": {"batch_name": "改"},
    "CSO Annual Review": {"self_check": "改"},
    "CSO Service Catalogue Item": {"legal_basis": "改"},
    "CSO Negative List Rule": {"reason": "改"},
    "CSO Procurement Limit": {"payment_alert_days": 31},
    "CSO Service Demand": {"description": "改"},
    "CSO Purchase Project": {"objectives": "改"},
    "CSO Provider Selection": {"award_reason": "改"},
    "CSO Score Sheet": {"remark": "改"},
    "CSO Service Contract": {"liability": "改"},
    "CSO Service Acceptance": {"issues": "改"},
    "CSO Payment Request": {"invoice_no": "改"},
    "CSO Performance Evaluation": {"problems": "改"},
    "CSO Purchase Disclosure": {"url": "改"},
    "CSO Provider Complaint": {"answer": "改"},
    "CSO Rural Pilot Batch": {"batch_name": "改"},
    "CSO Rural Pilot": {"plan_text": "改"},
    "CSO Experience": {"summary": "改"},
    "CSO Period Snapshot": {"period_kind": "Month"},
    "CSO Plan Target": {"indicator": "I02"},
    "CSO Credit Record": {"content": "改"},
    "CSO Credit List Entry": {"ground_text": "改"},
    "CSO Penalty Record": {"fact": "改"},
    "CSO Rectification Order": {"report_text": "改"},
    "CSO Spot Check": {"findings": "改"},
    "CSO Custody Account": {"bank_name": "改"},
    "CSO Publicity Notice": {"subject": "改"},
}
PLACING = ("organization", "provider", "recipient", "contract", "village_region", "mentor_org")
RETURNED = {
    "CSO Annual Review": {"returned_from": "Village Review"},
    "CSO Rural Pilot": {"returned_from": "Town Recommendation"},
}
CALLED = {
    "CSO Rural Pilot": ("experts", {"expert": "exp"}),
    "CSO Provider Selection": ("experts", {"expert": "exp"}),
}


# Two people decide in one state: the document at the second of them, and who was the first.
SECOND = " (second)"
FIRST = {
    ("CSO Annual Review", "Town Review"): "tcl",
    ("CSO Purchase Project", "County Review"): "cof",
    ("CSO Rural Pilot", "Town Recommendation"): "tcl",
    ("CSO Rural Pilot", "County Screening"): "cof",
    ("CSO Rural Pilot", "County Evaluation"): "cof",
}


def states_of(doctype: str) -> list[str]:
    """Of its workflow with their second steps, or of its own list."""
    return [*(state + SECOND for of, state in FIRST if of == doctype), *_own_states(doctype)]


def _own_states(doctype: str) -> list[str]:
    for path in sorted(WORKFLOWS.glob("*.json")):
        workflow = json.loads(path.read_text(encoding="utf-8"))
        if workflow["document_type"] == doctype:
            return list(dict.fromkeys(row["state"] for row in workflow["states"]))
    return list(KINDS[doctype].states)


def cases() -> Iterator[tuple[str, str]]:
    for doctype in KINDS:
        for state in states_of(doctype):
            yield doctype, state


class World:
    """`names[doctype, state]` is the document; everything else is at its first state."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str], str] = {}
        self.organizations: dict[str, str] = {}

    def make(self) -> None:
        loading.load_places()
        self.other_county()
        for word, region in ((OWN, VILLAGE), (OTHER, "990121100201")):
            self.organizations[word] = self.organization(word, region)
        self.hire()
        # Contracts come first: others refer to one of them.
        for doctype, state in sorted(cases(), key=lambda row: row[0] != "CSO Service Contract"):
            self.write(doctype, state)

    def other_county(self) -> None:
        region = {"region_code": OTHER_COUNTY, "region_name": "邻禾县"}
        frappe.get_doc({"doctype": "CSO Region", **region}).insert()

    def organization(self, word: str, region: str) -> str:
        doc = frappe.get_doc(
            {
                "doctype": ORGANIZATION,
                "org_name": f"银龄互助队{word}",
                "tier": "Filed",
                "org_form": "Social Group",
                "status": "Active",
                "region": region,
                "primary_category": "0501",
                "members_count": 12,
                "principal_name": "张三",
                "principal_id_no": "110101199003070134",
                "principal_phone": "13900001111",
                "bank_account": "6222000000001234",
                "has_bank_account": 1,
            }
        )
        doc.flags.ignore_mandatory = doc.flags.by_application = True
        return str(doc.insert().name)

    def hire(self) -> None:
        for word, person in PEOPLE.items():
            if word == "guest":
                continue
            user = {"doctype": "User", "email": account(word), "first_name": word, "send_welcome_email": 0}
            user |= {"api_key": word, "api_secret": SECRET}
            frappe.get_doc({**user, "language": "zh", "roles": [{"role": person.role}]}).insert()
            if person.region:
                bound = {"user": account(word), "allow": "CSO Region", "for_value": person.region}
                frappe.get_doc({"doctype": "User Permission", **bound}).insert()
            if person.organization:
                contact = {"user": account(word), "organization": self.organizations[person.organization]}
                frappe.get_doc({"doctype": "CSO Contact", **contact}).insert()

    def write(self, doctype: str, state: str) -> None:
        kind = KINDS[doctype]
        doc = frappe.get_doc({"doctype": doctype, **self.values(doctype, state)})
        doc.name = f"{doctype[4:]} {state}".strip()
        who = kind.submitter if kind.submitter and state != "Draft" else kind.author
        doc.owner = doc.modified_by = who if who == "Administrator" else account(who)
        # Without a time Frappe would put the writer of this test for the owner.
        doc.creation = doc.modified = frappe.utils.now()
        doc.db_insert()
        for row in doc.get_all_children():
            row.update({"parent": doc.name, "parenttype": doctype, "owner": doc.owner})
            row.update({"creation": doc.creation, "modified": doc.creation})
            row.db_insert()
        self.names[doctype, state] = doc.name
        self.adopt(doc, state)

    def adopt(self, doc: Any, state: str) -> None:
        """A document at a step of its route has its case, and at the second one the first has agreed."""
        if doc.meta.get_field("workflow_state") and state != "Draft":
            frappe.set_user(doc.owner)
            adoption.of_document(frappe.get_doc(doc.doctype, doc.name))
            if state.endswith(SECOND):
                frappe.set_user(account(FIRST[doc.doctype, doc.workflow_state]))
                approvals.act(doc.doctype, doc.name, "agree", opinion="同意。")
            frappe.set_user("Administrator")

    def values(self, doctype: str, state: str) -> dict[str, Any]:
        kind = KINDS[doctype]
        found = {key: self.meant(doctype, key, value) for key, value in kind.values.items()}
        found |= kind.states.get(
            state, {"workflow_state": state.removesuffix(SECOND)} if kind.states == {"": {}} else {}
        )
        if kind.region:
            region, town = kind.region, STREET if kind.region != "990121000000" else None
            village = region if region == VILLAGE else None
            found |= {"region": region, "town": town, "village": village, "county": "990121000000"}
        found |= RETURNED.get(doctype, {}) if state == "Returned for Correction" else {}
        if doctype in CALLED:
            field, row = CALLED[doctype]
            found[field] = [{"expert": account(row["expert"])}]
        return found

    def beginning(self, doctype: str) -> dict[str, Any]:
        """What a new document needs so that its place is known; the rest is missing on purpose."""
        kind = KINDS[doctype]
        found = {key: self.meant(doctype, key, kind.values[key]) for key in PLACING if key in kind.values}
        return {**found, **({"region": kind.region} if kind.region else {})}

    def meant(self, doctype: str, key: str, value: Any) -> Any:
        if value in (OWN, OTHER):
            return self.organizations[value]
        if value in KINDS:
            return self.names[value, "Active"]
        return account(value) if key == "expert" else value
