"""Where a document counts: tier and category of its organization, urban or rural, as they were when decided.

The fields follow the organization until the document is decided and stay from then on, so that a group that
becomes a registered one later moves no figure of an earlier period.
"""

from dataclasses import dataclass
from typing import Any

import frappe

from ..annual_review import states as review
from ..rural_pilot import states as pilot
from ..service_purchase import states as purchase
from . import moves

TIER, CATEGORY, AREA = "tier_then", "category_then", "area_then"
URBAN, RURAL = "Urban", "Rural"
CONTRACT, PROJECT = "CSO Service Contract", "CSO Purchase Project"
ORDERED = ("Issued", "Rectification Check", "Verified", "Failed")


@dataclass(frozen=True)
class Standing:
	"""`decided`: states in which nothing of it changes. `organization`: whose tier and category count."""

	decided: tuple[str, ...] = ()
	organization: str | None = None


STANDINGS = {
	"CSO Annual Review": Standing(review.CONCLUDED, "organization"),
	"CSO Rectification Order": Standing(ORDERED, "organization"),
	CONTRACT: Standing(purchase.SIGNED, "provider"),
	"CSO Rural Pilot": Standing(pilot.SELECTED),
	# A project says itself whom it serves.
	PROJECT: Standing(),
}
# What belongs to a contract counts where the contract does.
OF_CONTRACT = ("CSO Service Acceptance", "CSO Payment Request", "CSO Performance Evaluation")
# Documents whose own fields say it: the ledger itself, and applications, which nobody changes afterwards.
OWN = {
	"CSO Organization": ("tier", "primary_category"),
	"CSO Filing Application": ("tier", "primary_category"),
}


def note(doc: Any) -> None:
	"""Write down how the document counts, unless that was settled by a decision."""
	if not fields_of(doc.doctype) or doc.doctype == PROJECT:
		return
	before = doc.get_doc_before_save()
	decided = STANDINGS.get(doc.doctype, Standing()).decided
	if before and moves.left(doc) in decided:
		doc.update({field: before.get(field) for field in fields_of(doc.doctype)})
	else:
		doc.update(now(doc))


def now(doc: Any) -> dict[str, Any]:
	"""How the document counts today."""
	if doc.doctype in OF_CONTRACT:
		return _values(CONTRACT, doc.get("contract"), (TIER, CATEGORY, AREA))
	if doc.doctype == CONTRACT:
		return {**_kind(doc.get("provider")), **_values(PROJECT, doc.get("project"), (AREA,))}
	area = {AREA: frappe.db.get_value("CSO Region", doc.village, "community_type") if doc.village else None}
	organization = STANDINGS[doc.doctype].organization
	return {**_kind(doc.get(organization)), **area} if organization else area


def _kind(organization: str | None) -> dict[str, Any]:
	found = _values("CSO Organization", organization, ("tier", "primary_category"))
	return dict(zip((TIER, CATEGORY), found.values(), strict=True))


def _values(doctype: str, name: str | None, fields: tuple[str, ...]) -> dict[str, Any]:
	row = frappe.db.get_value(doctype, name, list(fields), as_dict=True) if name else None
	return {field: row[field] if row else None for field in fields}


def fields_of(doctype: str) -> tuple[str, ...]:
	"""The fields in which a DocType keeps how it counts."""
	if doctype in OF_CONTRACT:
		return (TIER, CATEGORY, AREA)
	if doctype not in STANDINGS:
		return ()
	return (TIER, CATEGORY, AREA) if STANDINGS[doctype].organization else (AREA,)


def tier_and_category(doctype: str) -> tuple[str, str] | None:
	"""Their fields; nothing for documents that belong to no organization."""
	return (TIER, CATEGORY) if TIER in fields_of(doctype) else OWN.get(doctype)


def area_of(doctype: str) -> str | None:
	"""The field that says urban or rural; nothing where the community of the document says it."""
	return AREA if AREA in fields_of(doctype) else None
