"""Names of organizations: length, pattern, one of a kind in the county."""

import re
from typing import Any

import frappe
from frappe import _

from ...identifiers import normalise
from .. import regions
from . import states

FORM_WORDS = "社|站|队|中心|组|会|团|班|室|家|友|苑|所|协会|联盟"
LAST_WORD = re.compile(f"({FORM_WORDS})$")
SHORTEST, LONGEST = 4, 60


def check(doc: Any) -> None:
	doc.name_key = None
	if not doc.org_name:
		return
	doc.org_name = re.sub(r"\s+", "", doc.org_name)
	_check_length(doc)
	doc.name_key = key_of(doc.org_name, doc.region)
	check_unique(doc)


def key_of(name: str, region: str | None) -> str:
	"""The name without blanks and without the county and street or town in front."""
	divisions = regions.short_names(region) if region else ()
	village = frappe.db.get_value("CSO Region", region, "region_name") if region else None
	return normalise.organisation_name(
		name, tuple(text for text in divisions if not str(text).endswith(str(village)))
	)


def check_unique(doc: Any) -> None:
	"""Two groups of one county may not share a name."""
	taken = _in_ledger(doc) or _in_application(doc)
	if taken:
		frappe.throw(
			_("{0}: {1} is already used in this county ({2}). Choose another name.").format(
				_(doc.meta.get_label("org_name")), frappe.bold(doc.org_name), taken
			)
		)


def warn_about_pattern(doc: Any) -> None:
	village = frappe.db.get_value("CSO Region", doc.village or doc.town, "region_name") or ""
	stem = re.sub(r"(社区|村|街道|镇|乡)$", "", village)
	if (stem and stem not in doc.org_name) or not LAST_WORD.search(doc.org_name):
		frappe.msgprint(
			_(
				"The name {0} does not follow the usual pattern: "
				"division, street or town, community or village, "
				"activity, and a form such as 社, 站, 队, 中心, 组. It is accepted; please check it."
			).format(frappe.bold(doc.org_name)),
			title=_("Name of the organization"),
			indicator="orange",
		)


def _check_length(doc: Any) -> None:
	if not SHORTEST <= len(doc.org_name) <= LONGEST:
		frappe.throw(
			_("{0}: a name has {1} to {2} characters; this one has {3}.").format(
				_(doc.meta.get_label("org_name")), SHORTEST, LONGEST, len(doc.org_name)
			)
		)


def _in_ledger(doc: Any) -> str | None:
	own = doc.name if doc.doctype == "CSO Organization" else doc.organization
	filters = {"county": doc.county, "name_key": doc.name_key, "status": ["not in", ["Cancelled", "Revoked"]]}
	if own:
		filters["name"] = ["!=", own]
	return frappe.db.get_value("CSO Organization", filters, "org_name")


def _in_application(doc: Any) -> str | None:
	if doc.doctype != "CSO Filing Application":
		return None
	filters = {
		"county": doc.county,
		"name_key": doc.name_key,
		"name": ["!=", doc.name or ""],
		"workflow_state": ["in", states.HOLDING_A_NAME],
	}
	rows = frappe.get_all(
		"CSO Filing Application", filters=filters, fields=["name", "organization"], order_by="creation asc"
	)
	others = [row for row in rows if not doc.organization or row.organization != doc.organization]
	return others[0].name if others else None
