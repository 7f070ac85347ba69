"""Who may change which part of an application in which state. Pure.

A part is a field name, or one of two finer tokens: `materials.check` (the clerk's tick and remark) and
`correction_items.answer` (the applicant's answer to a cited item).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ...permissions import roles
from . import states
from .fields import PUBLICITY_FIELDS, SENSITIVE, VILLAGE_FIELDS

MATERIAL_CHECKS = "materials.check"
ACTING = frozenset({"next_opinion", "correction_items"})
EXAMINING = ACTING | PUBLICITY_FIELDS | {"site_checks", MATERIAL_CHECKS}

EDITABLE: dict[str, dict[str, frozenset[str]]] = {
	states.VILLAGE_REVIEW: {roles.VILLAGE_OFFICER: ACTING | VILLAGE_FIELDS | PUBLICITY_FIELDS},
	states.TOWN_ACCEPTANCE: {roles.TOWNSHIP_CLERK: EXAMINING, roles.TOWNSHIP_LEADER: ACTING},
	states.TOWN_EXAMINATION: {roles.TOWNSHIP_CLERK: EXAMINING, roles.TOWNSHIP_LEADER: ACTING},
	states.TOWN_DECISION: {roles.TOWNSHIP_LEADER: ACTING},
	states.COUNTY_RECORD: {
		roles.COUNTY_OFFICER: ACTING | {"county_record_no"},
		roles.COUNTY_LEADER: ACTING,
	},
	states.COUNTY_DECISION: {roles.COUNTY_LEADER: ACTING},
	states.VILLAGE_REJECTED: {roles.REPRESENTATIVE: frozenset({"next_opinion"})},
	states.APPROVED: {roles.TOWNSHIP_CLERK: frozenset({"next_opinion"})},
	states.REFUSED: {
		roles.REPRESENTATIVE: frozenset({"next_opinion"}),
		roles.COUNTY_OFFICER: frozenset({"next_opinion"}),
	},
	states.UNDER_RECONSIDERATION: {
		roles.COUNTY_OFFICER: frozenset({"next_opinion"}),
		roles.COUNTY_LEADER: frozenset({"next_opinion"}),
	},
	states.REVERSED: {
		roles.TOWNSHIP_LEADER: frozenset({"next_opinion"}),
		roles.COUNTY_LEADER: frozenset({"next_opinion"}),
	},
}
# A withdrawal may carry a word of explanation in every state that allows it.
WITHDRAWING = {roles.REPRESENTATIVE: frozenset({"next_opinion"})}


def editable_parts(state: str, user_roles: Iterable[str], *, on_behalf: bool = False) -> frozenset[str]:
	"""Parts that somebody with these roles may change in a state; drafts and returns have their own rules."""
	tables = (EDITABLE.get(state, {}), WITHDRAWING)
	held = set(user_roles)
	parts: set[str] = set()
	for table in tables:
		for role, allowed in table.items():
			if role in held:
				parts |= allowed
	if on_behalf and state == states.TOWN_ACCEPTANCE and roles.TOWNSHIP_CLERK in held:
		parts |= set(SENSITIVE)
	return frozenset(parts)


def material_changes(
	before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]
) -> tuple[set[str], bool]:
	"""Names of materials whose paper changed, and whether a tick or remark of the clerk did."""
	old, new = _by_name(before), _by_name(after)
	papers = {name for name in {*old, *new} if _paper(old.get(name)) != _paper(new.get(name))}
	checks = any(_check(old.get(name)) != _check(new.get(name)) for name in {*old, *new} - papers)
	return papers, checks


def only_answers_changed(before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]) -> bool:
	return [_without_answer(row) for row in before] == [_without_answer(row) for row in after]


def _by_name(rows: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
	return {str(row.get("material") or ""): row for row in rows}


def _paper(row: Mapping[str, Any] | None) -> tuple[Any, ...]:
	return (row.get("file") or "", row.get("copy_kind") or "Copy", bool(row.get("required"))) if row else ()


def _check(row: Mapping[str, Any] | None) -> tuple[Any, ...]:
	return (bool(row.get("ok")), row.get("remark") or "") if row else ()


def _without_answer(row: Mapping[str, Any]) -> tuple[str, ...]:
	return tuple(str(row.get(field) or "") for field in ("cited_field", "cited_row", "problem", "basis"))
