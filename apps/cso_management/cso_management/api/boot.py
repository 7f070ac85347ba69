"""What the single-page app needs before its first request."""

from datetime import UTC, datetime
from typing import Any

import frappe
from frappe.sessions import get_csrf_token
from frappe.translate import get_messages_for_boot
from frappe.utils import get_system_timezone

from ..permissions import roles, scope
from ..service_purchase.accounting import settings as accounting

# What pages ask for beside the document that they show: nobody is sent to a closed door.
ASKED_FOR = ("CSO Approval Log",)


def values() -> dict[str, Any]:
	user = frappe.session.user
	row = frappe.db.get_value("User", user, ["full_name", "user_image"], as_dict=True) or frappe._dict()
	return {
		"csrf_token": get_csrf_token(),
		"user": user,
		"full_name": row.full_name or user,
		"lang": frappe.local.lang or "zh",
		"roles": frappe.get_roles(user),
		"books": int(accounting.is_on()),
		"may_read": [name for name in ASKED_FOR if frappe.has_permission(name, "read")],
		"regions": region_rows(user),
		"organizations": scope.organizations_of(user),
		"is_representative": roles.REPRESENTATIVE in frappe.get_roles(user),
		"site_name": frappe.local.site,
		"timezone": get_system_timezone(),
		"server_time": datetime.now(UTC).isoformat(timespec="seconds"),
		"translated_messages": get_messages_for_boot(),
		"sysdefaults": {"date_format": "yyyy-mm-dd", "currency": "CNY", "float_precision": 2},
	}


@frappe.whitelist(methods=["GET"])
def get() -> dict[str, Any]:
	"""The same block for a development server, which renders no page of ours."""
	return values()


def region_rows(user: str) -> list[Any]:
	names = scope.regions_of(user)
	if not names:
		return []
	return frappe.get_all(
		"CSO Region",
		filters={"name": ["in", names]},
		fields=["name", "region_name", "full_name", "level"],
		order_by="name asc",
	)
