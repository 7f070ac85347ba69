"""The public register: only what is published, for anybody, without an account.

The rows are read past the permissions of users on purpose, so each function names the fields and states that
are public; nothing else leaves.
"""

import hmac
from typing import Any

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint

from ..annual_review import states as review
from ..service_purchase import states as purchase
from .public import is_valid

PAGE = 20
ENDED = ("Cancelled", "Revoked", "Upgraded")
LISTED = (
	"name",
	"org_name",
	"tier",
	"primary_category",
	"region_full_name",
	"status",
	"filing_no",
	"credit_code",
)
SHOWN = (
	*LISTED,
	"org_form",
	"founded_on",
	"certificate_date",
	"valid_from",
	"valid_to",
	"filing_authority",
	"registration_authority",
	"business_scope",
	"grade",
	"last_review_year",
	"last_conclusion",
)
DIGITS = 4


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def search(text: str = "", region: str = "", tier: str = "", start: int = 0) -> dict[str, Any]:
	"""Organizations in force by part of the name, number, region and tier; twenty at a time."""
	narrower: list[Any] = []
	if tier in ("Registered", "Filed"):
		narrower.append(["tier", "=", tier])
	if region:
		narrower.append(["region", "descendants of (inclusive)", region])
	rows = found(text, narrower, list(LISTED), cint(start), PAGE + 1)
	return {"rows": [_named(row) for row in rows[:PAGE]], "has_more": len(rows) > PAGE}


def found(
	text: str, narrower: Any = (), fields: Any = LISTED, start: int = 0, length: int = PAGE
) -> list[Any]:
	"""Organizations of the register by part of name or number."""
	either = [[field, "like", f"%{_plain(text)}%"] for field in ("org_name", "filing_no", "credit_code")]
	return frappe.get_all(
		"CSO Organization",
		filters=[["status", "not in", ENDED], ["tier", "in", ["Registered", "Filed"]], *narrower],
		or_filters=either if text.strip() else None,
		fields=list(fields),
		order_by="org_name asc, name asc",
		limit_start=max(cint(start), 0),
		limit_page_length=min(max(cint(length), 1), 100),
	)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def organization(name: str) -> dict[str, Any]:
	"""One organization with its published conclusions, contracts and activities."""
	row = frappe.db.get_value("CSO Organization", name, [*SHOWN, "tier"], as_dict=True)
	if not row or row.tier not in ("Registered", "Filed"):
		frappe.throw(_("There is no such organization in the register."), frappe.DoesNotExistError)
	return {
		**_named(row),
		"valid": is_valid(row),
		"conclusions": _conclusions(name),
		"contracts": _contracts({"provider": name}) + _contracts({"executing_org": name}),
		"activities": _activities(name),
	}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def regions() -> list[Any]:
	"""Streets and townships to choose from."""
	return frappe.get_all(
		"CSO Region",
		filters={"level": ["in", ["County", "Town"]], "disabled": 0},
		fields=["name", "region_name", "level"],
		order_by="lft asc",
	)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def contracts(start: int = 0) -> dict[str, Any]:
	"""Contracts that were announced, latest first."""
	rows = _contracts({}, start=max(cint(start), 0), length=PAGE + 1)
	return {"rows": rows[:PAGE], "has_more": len(rows) > PAGE}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def conclusions(year: int = 0, start: int = 0) -> dict[str, Any]:
	"""Review conclusions that were published."""
	rows = frappe.get_all(
		"CSO Annual Review",
		filters={
			"workflow_state": ["in", review.PUBLISHED],
			"published_on": ["is", "set"],
			**({"review_year": cint(year)} if cint(year) else {}),
		},
		fields=["org_name", "review_year", "conclusion", "published_on", "region_full_name"],
		order_by="review_year desc, org_name asc",
		limit_start=max(cint(start), 0),
		limit_page_length=PAGE + 1,
	)
	return {"rows": rows[:PAGE], "has_more": len(rows) > PAGE}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=10, seconds=60)
def progress(receipt: str, digits: str) -> dict[str, Any]:
	"""How one's own case stands: receipt number and the last four digits of the telephone."""
	row = frappe.db.get_value(
		"CSO Filing Application",
		{"acceptance_no": receipt.strip()} if receipt.strip() else {"name": ""},
		["name", "org_name", "workflow_state", "contact_phone", "principal_phone", "accepted_on", "due_on"],
		as_dict=True,
	)
	if not row or not _knows(row, digits):
		return {"found": False}
	return {
		"found": True,
		"org_name": row.org_name,
		"state": row.workflow_state,
		"accepted_on": row.accepted_on,
		"due_on": row.due_on,
		"steps": _steps(row.name),
	}


def _knows(row: Any, digits: str) -> bool:
	given = digits.strip()
	known = [str(row[field] or "")[-DIGITS:] for field in ("contact_phone", "principal_phone")]
	return len(given) == DIGITS and any(
		len(end) == DIGITS and hmac.compare_digest(end, given) for end in known
	)


def _steps(name: str) -> list[Any]:
	"""What happened and when; no names and no opinions."""
	return frappe.get_all(
		"CSO Approval Log",
		filters={
			"reference_doctype": "CSO Filing Application",
			"reference_name": name,
			"to_state": ["is", "set"],
		},
		fields=["to_state", "at"],
		order_by="sequence asc",
	)


def _conclusions(organization: str) -> list[Any]:
	return frappe.get_all(
		"CSO Annual Review",
		filters={
			"organization": organization,
			"published_on": ["is", "set"],
			"workflow_state": ["!=", review.WITHDRAWN],
		},
		fields=["review_year", "conclusion", "published_on"],
		order_by="review_year desc",
	)


def _contracts(filters: dict[str, Any], start: int = 0, length: int = PAGE) -> list[Any]:
	return frappe.get_all(
		"CSO Service Contract",
		filters={
			**filters,
			"announced_on": ["is", "set"],
			"workflow_state": ["in", purchase.SIGNED],
		},
		fields=[
			"contract_no",
			"title",
			"purchaser_unit",
			"provider_name",
			"amount",
			"sign_date",
			"start_date",
			"end_date",
			"announced_on",
		],
		order_by="announced_on desc, contract_no desc",
		limit_start=start,
		limit_page_length=length,
	)


def _activities(organization: str) -> list[Any]:
	return frappe.get_all(
		"CSO Activity",
		filters={"organization": organization, "workflow_state": "Published"},
		fields=["title", "held_on", "campaign_series", "participants"],
		order_by="held_on desc",
		limit_page_length=PAGE,
	)


def _named(row: Any) -> Any:
	row["category"] = frappe.db.get_value(
		"CSO Category", row.pop("primary_category"), "category_name", cache=True
	)
	return row


def _plain(text: str) -> str:
	"""Signs that a search would read as wildcards."""
	return text.strip()[:60].replace("\\", "").replace("%", "").replace("_", "\\_")
