"""What the pages of the purchase, and the public, call."""

import json
from typing import Any

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint

from ..printing.values import print_head
from ..service_purchase import ocds, states
from . import register

CONTRACT, SELECTION = "CSO Service Contract", "CSO Provider Selection"
PAGE = 50


@frappe.whitelist(methods=["GET"])
def contract_release(name: str, download: int = 0) -> dict[str, Any]:
	"""One contract in the Open Contracting Data Standard; as a file when `download` is set."""
	doc = frappe.get_doc(CONTRACT, name)
	doc.check_permission("read")
	if not doc.sign_date:
		frappe.throw(_("{0}: only a signed contract is exported.").format(_("Contract")))
	found = ocds.package([ocds.release(doc)], _publisher(doc.region))
	return _as_file(found, f"{doc.contract_no}.json") if cint(download) else found


@frappe.whitelist(methods=["GET", "POST"])
def search_providers(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: list | dict | str | None = None,
	**_more: Any,
) -> list[list[str]]:
	"""Organizations to choose from as bidders and providers: what the public register shows, nothing else.

	A buyer works with organizations of other streets, whose ledger is not his to read.
	"""
	if not any(frappe.has_permission(kind, "write") for kind in (SELECTION, CONTRACT)):
		raise frappe.PermissionError
	fields = ("name", "org_name", "credit_code", "filing_no")
	rows = register.found(txt, fields=fields, start=start, length=page_len)
	return [[row.name, row.org_name, row.credit_code or row.filing_no or ""] for row in rows]


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=20, seconds=60)
def open_contracts(start: int = 0) -> dict[str, Any]:
	"""Announced contracts as one package, latest first, fifty at a time."""
	names = frappe.get_all(
		CONTRACT,
		filters={"announced_on": ["is", "set"], "workflow_state": ["in", states.SIGNED]},
		pluck="name",
		order_by="announced_on desc, name desc",
		limit_start=max(cint(start), 0),
		limit_page_length=PAGE,
	)
	documents = [frappe.get_doc(CONTRACT, name) for name in names]
	publisher = _publisher(documents[0].region) if documents else ""
	return ocds.package([ocds.release(doc) for doc in documents], publisher)


def _publisher(region: str) -> str:
	return str(print_head(region).issuer_name or "")


def _as_file(content: dict[str, Any], name: str) -> dict[str, Any]:
	frappe.response.filename = name
	frappe.response.filecontent = json.dumps(content, ensure_ascii=False, indent=1).encode()
	frappe.response.type = "download"
	return {}
