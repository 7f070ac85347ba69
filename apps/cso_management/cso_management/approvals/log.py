"""Writing and reading the approval log. Rows of one document form a hash chain."""

from typing import Any

import frappe
from frappe.utils import now_datetime

from . import snapshots
from .rules import hash_chain, log_row

LOG = "CSO Approval Log"
CHAIN = "CSO Approval Chain"
OF_THE_CASE = ("act", "step", "task", "on_behalf_of", "recipients")
SHOWN = ["name", *log_row.DECIDED, "row_hash", *OF_THE_CASE, "signature_hash"]
STORED = [*log_row.ALL, "prev_hash", "row_hash"]


def write(doc: Any, **values: Any) -> None:
	"""Append one row. The only place that does; permission to act was checked before."""
	turn = doc.flags.approval_turn
	if turn and not turn.is_logged:
		values.update(turn.log_values())
	chain = _chain(doc)
	row = frappe.new_doc(LOG)
	row.update(
		{
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"region": doc.get("region"),
			"at": now_datetime().replace(microsecond=0),
			"sequence": (chain.length or 0) + 1,
			"snapshot_hash": snapshots.keep_form(doc),
			"hash_version": log_row.VERSION,
			**values,
		}
	)
	row.insert(ignore_permissions=True)
	_link(row, chain)


def rows_of(doctype: str, name: str) -> list[Any]:
	return frappe.get_all(
		LOG,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=SHOWN,
		order_by="sequence asc",
	)


def stored_rows(doctype: str, name: str) -> list[Any]:
	"""Every column that a hash covers, and the hashes."""
	return frappe.get_all(
		LOG,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=STORED,
		order_by="sequence asc, creation asc",
	)


def first_broken_row(doctype: str, name: str) -> int | None:
	"""Index of the first row whose hash does not fit."""
	rows = stored_rows(doctype, name)
	return hash_chain.first_broken(
		(log_row.content(row), row.prev_hash or "", row.row_hash or "") for row in rows
	)


def end_of(doctype: str, name: str) -> Any:
	"""Length and last hash that the log of a document must have; nothing for logs older than the rule."""
	return frappe.db.get_value(CHAIN, _key(doctype, name), ["length", "last_hash"], as_dict=True)


def _link(row: Any, chain: Any) -> None:
	"""Hash the row as it was stored (a save may clean texts), and note it as the end of the chain."""
	previous = chain.last_hash or ""
	found = hash_chain.row_hash(log_row.content(row.as_dict()), previous)
	frappe.db.set_value(LOG, row.name, {"prev_hash": previous, "row_hash": found}, update_modified=False)
	frappe.db.set_value(CHAIN, chain.name, {"length": row.sequence, "last_hash": found})


def _chain(doc: Any) -> Any:
	"""The end of the chain of a document; its first row makes it."""
	key = _key(doc.doctype, doc.name)
	found = frappe.db.get_value(CHAIN, key, ["name", "length", "last_hash"], as_dict=True)
	if found:
		return found
	last = _last(doc.doctype, doc.name)
	chain = frappe.new_doc(CHAIN)
	chain.update(
		{
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"length": last.sequence if last else 0,
			"last_hash": last.row_hash if last else "",
		}
	)
	return chain.insert(ignore_permissions=True, set_name=key)


def _key(doctype: str, name: str) -> str:
	return hash_chain.digest(f"{doctype}\n{name}")[:32]


def _last(doctype: str, name: str) -> Any:
	rows = frappe.get_all(
		LOG,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=["sequence", "row_hash"],
		order_by="sequence desc",
		limit=1,
	)
	return rows[0] if rows else None
