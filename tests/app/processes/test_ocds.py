"""A contract leaves in the Open Contracting Data Standard: its shape, its codes, its figures."""

import json
from pathlib import Path
from typing import Any

import frappe
import jsonschema
import pytest
from frappe.utils import today

from cso_management.api import purchase as api
from cso_management.service_purchase import ocds

from . import purchase
from .purchase import be

SCHEMA = json.loads((Path(__file__).parent / "ocds_schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def contract(session: Any) -> Any:
    purchase.set_up()
    doc = purchase.active(purchase.contract(purchase.awarded(purchase.approved_project())).insert())
    be("rep.zhulao")
    purchase.paid(purchase.payment(doc, 1, 72000).insert())
    return frappe.get_doc(doc.doctype, doc.name)


def test_the_release_keeps_to_the_standard(contract: Any) -> None:
    be("auditor.county")
    package = api.contract_release(contract.name)
    jsonschema.validate(package, SCHEMA)
    release = package["releases"][0]
    assert release["ocid"] == f"ocds-cso-{contract.project}"
    assert release["tag"] == ["planning", "tender", "award", "contract", "implementation"]
    assert release["tender"]["numberOfTenderers"] == 3
    assert release["contracts"][0]["value"] == {"amount": 180000.0, "currency": "CNY"}


def test_every_reference_leads_to_a_party(contract: Any) -> None:
    release = ocds.release(contract)
    known = {party["id"] for party in release["parties"]}
    assert len(known) == len(release["parties"])
    suppliers = {row["id"] for award in release["awards"] for row in award["suppliers"]}
    transaction = release["contracts"][0]["implementation"]["transactions"][0]
    tenderers = {row["id"] for row in release["tender"]["tenderers"]}
    used = {release["buyer"]["id"], transaction["payer"]["id"], transaction["payee"]["id"]}
    assert used | suppliers | tenderers <= known


def test_a_payment_names_its_milestone(contract: Any) -> None:
    be("procurement.wanghu")
    doc = frappe.get_doc(contract.doctype, contract.name)
    doc.milestones[0].update({"status": "Met", "done_qty": 10000, "date_met": today()})
    doc.save()
    be("rep.zhulao")
    purchase.paid(purchase.payment(doc, 2, 72000).insert())
    found = ocds.release(frappe.get_doc(doc.doctype, doc.name))["contracts"][0]["implementation"]
    assert found["milestones"][0]["status"] == "met"
    related = [row.get("relatedImplementationMilestone", {}).get("id") for row in found["transactions"]]
    assert related == [None, found["milestones"][0]["id"]]


def test_the_public_sees_announced_contracts_only(contract: Any) -> None:
    be("Guest")
    assert api.open_contracts()["releases"] == []
    frappe.set_user("Administrator")
    frappe.db.set_value(contract.doctype, contract.name, "announced_on", today())
    frappe.set_user("Guest")
    package = api.open_contracts()
    jsonschema.validate(package, SCHEMA)
    assert len(package["releases"]) == 1
    be("rep.yinling")
    with pytest.raises(frappe.PermissionError):
        api.contract_release(contract.name)


def test_codes_are_all_mapped(session: Any) -> None:
    methods = frappe.get_meta("CSO Purchase Project").get_field("procurement_method").options.split("\n")
    assert set(methods) == set(ocds.METHODS)
    statuses = frappe.get_meta("CSO Contract Milestone").get_field("status").options.split("\n")
    assert set(statuses) == set(ocds.MILESTONE_STATUS)
