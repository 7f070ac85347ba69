"""What anybody may ask without an account."""

import hmac
from typing import Any

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import getdate, today

PUBLISHED = (
	"org_name",
	"filing_no",
	"tier",
	"org_form",
	"region_full_name",
	"status",
	"certificate_date",
	"valid_from",
	"valid_to",
	"filing_authority",
)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=60, seconds=60)
def verify_certificate(number: str, h: str = "") -> dict[str, Any]:
	"""Is this certificate genuine? Without the check code of the paper the answer is only: not found."""
	row = frappe.db.get_value(
		"CSO Organization", {"filing_no": number}, [*PUBLISHED, "certificate_hash"], as_dict=True
	)
	if not row or not row.certificate_hash or not hmac.compare_digest(str(row.certificate_hash), str(h)):
		return {"found": False}
	return {"found": True, "valid": is_valid(row), **{field: row[field] for field in PUBLISHED}}


def is_valid(row: Any) -> bool:
	return row.status == "Active" and (not row.valid_to or getdate(row.valid_to) >= getdate(today()))
