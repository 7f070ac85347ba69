"""Writing and reading the approval log. Rows of one document form a hash chain."""

from typing import Any

import frappe
from frappe.utils import now_datetime

from .rules import hash_chain

HASHED = (
	"reference_doctype",
	"reference_name",
	"action",
	"from_state",
	"to_state",
	"opinion",
	"corrections",
	"actor",
	"actor_name",
	"role",
	"level",
	"at",
	"due_on",
	"overdue_days",
	"days_used",
	"round",
	"is_system",
	"sequence",
)
# Later fields count only where they are filled, so that older rows keep their hash.
HASHED_IF_SET = (
	"approval_case",
	"task",
	"act",
	"act_id",
	"step",
	"on_behalf_of",
	"recipients",
	"snapshot_hash",
	"signature_hash",
	"rule",
)
SHOWN = [
	"name",
	"action",
	"from_state",
	"to_state",
	"opinion",
	"corrections",
	"actor",
	"actor_name",
	"role",
	"level",
	"at",
	"due_on",
	"overdue_days",
	"days_used",
	"round",
	"is_system",
	"sequence",
	"row_hash",
	"act",
	"step",
	"task",
	"on_behalf_of",
	"recipients",
]


def write(doc: Any, **values: Any) -> None:
	"""Append one row. The only place that does; permission to act was checked before."""
	turn = doc.flags.approval_turn
	if turn and not turn.is_logged:
		values.update(turn.log_values())
	last = _last(doc.doctype, doc.name)
	row = frappe.new_doc("CSO Approval Log")
	row.update(
		{
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"region": doc.get("region"),
			"at": now_datetime().replace(microsecond=0),
			"sequence": (last.sequence if last else 0) + 1,
			**values,
		}
	)
	row.prev_hash = last.row_hash if last else ""
	row.row_hash = hash_chain.row_hash(content(row), row.prev_hash)
	row.insert(ignore_permissions=True)


def rows_of(doctype: str, name: str) -> list[Any]:
	return frappe.get_all(
		"CSO Approval Log",
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=SHOWN,
		order_by="sequence asc",
	)


def content(row: Any) -> dict[str, str]:
	"""The hashed part, as text, so that a database round trip does not change it."""
	old = {field: "" if row.get(field) in (None, 0) else str(row.get(field)) for field in HASHED}
	return {**old, **{field: str(row.get(field)) for field in HASHED_IF_SET if row.get(field)}}


def first_broken_row(doctype: str, name: str) -> int | None:
	rows = frappe.get_all(
		"CSO Approval Log",
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=[*HASHED, *HASHED_IF_SET, "prev_hash", "row_hash"],
		order_by="sequence asc",
	)
	return hash_chain.first_broken((content(row), row.prev_hash or "", row.row_hash) for row in rows)


def _last(doctype: str, name: str) -> Any:
	rows = frappe.get_all(
		"CSO Approval Log",
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=["sequence", "row_hash"],
		order_by="sequence desc",
		limit=1,
	)
	return rows[0] if rows else None
