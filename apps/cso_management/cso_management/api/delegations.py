"""Delegations: described in docs/approvals.md."""

from typing import Any

import frappe

from ..approvals.engine import delegations


@frappe.whitelist(methods=["GET"])
def decided(name: str) -> list[dict[str, Any]]:
	"""What the stand-in decided for the giver."""
	return delegations.decided(name)


@frappe.whitelist(methods=["POST"])
def end(name: str) -> dict[str, Any]:
	"""Now, by the giver or an administrator."""
	return delegations.end(name)
