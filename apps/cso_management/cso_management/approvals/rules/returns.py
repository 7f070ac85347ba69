"""What comes back after a return. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any


def reopened(
	mode: str, people: Sequence[str], returned: Mapping[str, Any], *, only_attachments: bool
) -> tuple[list[str], int]:
	"""Straight back to the returner's step: who is asked again, and the place at which a sequence starts.

	A step of all asks everybody, and only the returner when nothing but attachments was added; a sequence
	goes on at the returner; the other modes ask everybody.
	"""
	everybody, returner = list(people), str(returned.get("user") or "")
	if mode == "sequence":
		start = min(int(returned.get("order") or 0), max(len(everybody) - 1, 0))
		return everybody[start:], start
	if mode == "all" and only_attachments and returner in everybody:
		return [returner], 0
	return everybody, 0


def could_have_been_asked(
	earlier: Sequence[Mapping[str, Any]], step: str, cited: Collection[str], unchanged: Collection[str]
) -> list[str]:
	"""Fields cited now by a step that returned before, although they held the same value then."""
	before = [row for row in earlier if row["step"] == step]
	if not before:
		return []
	asked = {field for row in before for field in row["fields"]}
	return sorted(field for field in cited if field in unchanged and field not in asked)
