"""Differences between what an organization reports and what the office knows; each with both sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..process import money

OPENING, INCOME, CHANGE, ACTIVITY = "OPENING", "INCOME", "CHANGE", "ACTIVITY"
# More activities than the register holds must be explained from this share on.
UNRECORDED_SHARE = 0.5


@dataclass(frozen=True)
class Finding:
	code: str
	item: str
	reported: str
	reported_source: str
	known: str
	known_source: str


def compare(reported: Mapping[str, Any], known: Mapping[str, Any]) -> list[Finding]:
	"""All differences; nothing is compared with what the office does not know (None)."""
	found = [*_opening(reported, known), *_income(reported, known)]
	return [*found, *_changes(reported, known), *_activities(reported, known)]


def _opening(reported: Mapping[str, Any], known: Mapping[str, Any]) -> list[Finding]:
	last = known.get("last_closing")
	if last is None or not money.differs(reported["opening_balance"], last):
		return []
	return [
		Finding(
			OPENING,
			"Opening Balance",
			_yuan(reported["opening_balance"]),
			"This report",
			_yuan(last),
			str(known.get("last_review") or ""),
		)
	]


def _income(reported: Mapping[str, Any], known: Mapping[str, Any]) -> list[Finding]:
	"""Income from government purchase against what the office paid in the year."""
	paid = known.get("paid_in_year")
	if paid is None or not money.differs(reported["purchase_income"], paid):
		return []
	return [
		Finding(
			INCOME,
			"Government Purchase",
			_yuan(reported["purchase_income"]),
			"This report",
			_yuan(paid),
			str(known.get("payments") or ""),
		)
	]


def _changes(reported: Mapping[str, Any], known: Mapping[str, Any]) -> list[Finding]:
	"""Every change that the office approved in the year is in the report."""
	missing = sorted(set(known.get("changes") or {}) - set(reported["changes"]))
	return [
		Finding(CHANGE, item, "", "This report", item, str((known.get("changes") or {})[item]))
		for item in missing
	]


def _activities(reported: Mapping[str, Any], known: Mapping[str, Any]) -> list[Finding]:
	added, recorded = reported["manual_addition"], known.get("activities") or 0
	if not added or reported.get("manual_explanation") or added <= (added + recorded) * UNRECORDED_SHARE:
		return []
	return [Finding(ACTIVITY, "Other Activities", str(added), "This report", str(recorded), "CSO Activity")]


def _yuan(value: Any) -> str:
	return f"{money.money(value):,.2f}"
