"""The part of a log row that its hash covers, as text that a database round trip does not change. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

VERSION = 1
DECIDED = (
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
FIRST = ("reference_doctype", "reference_name", *DECIDED)
# Rows of the first days: later fields counted only where they were filled.
FIRST_IF_SET = (
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
MOMENTS = ("creation", "modified", "at")
# Every column but the two hashes of the chain itself and the decorations of lists (`_user_tags` and such).
ALL = (
	*FIRST,
	*FIRST_IF_SET,
	"region",
	"decision_hash",
	"hash_version",
	"name",
	"owner",
	"creation",
	"modified",
	"modified_by",
	"docstatus",
	"idx",
)


def content(row: Mapping[str, Any]) -> dict[str, str]:
	"""The hashed part; which one, the row says itself."""
	if row.get("hash_version"):
		return {field: _text(field, row.get(field)) for field in ALL if row.get(field)}
	old = {field: "" if row.get(field) in (None, 0) else str(row.get(field)) for field in FIRST}
	return {**old, **{field: str(row.get(field)) for field in FIRST_IF_SET if row.get(field)}}


def _text(field: str, value: Any) -> str:
	if field in MOMENTS:
		moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
		return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
	return str(value)[:10] if isinstance(value, date) else str(value)
