"""Rules that the app ships and an office may change or delete: routes, calendars, phrases.

A site gets each of them once, when it is made or with the version that brings it; what it deleted stays away.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import frappe

from .approvals.engine import publishing, yearly

DATA = Path(__file__).parent / "approvals" / "data"
GIVEN = "cso_shipped_rules"
PHRASE, ROUTE, CALENDAR = "CSO Approval Phrase", "CSO Approval Route", "CSO Work Calendar"


def give() -> None:
	"""Bring what this site was never given; it may run any number of times."""
	given = set(json.loads(frappe.db.get_default(GIVEN) or "[]"))
	for key, load in parcels():
		if key not in given:
			load()
	frappe.db.set_default(GIVEN, json.dumps(sorted(given | {key for key, _load in parcels()})))


def parcels() -> Iterator[tuple[str, Callable[[], None]]]:
	"""Every parcel of rules by its key; each leaves alone what the site has already."""
	for year, rows in _read(DATA / "calendar.json").items():
		yield f"calendar {year}", partial(_load_calendar, int(year), rows)
	yield "phrases", _load_phrases
	for path in sorted((DATA / "routes").glob("*.json")):
		for row in _read(path):
			yield f"route {row['title']}", partial(_load_route, row)


def _load_calendar(year: int, rows: list[list[str]]) -> None:
	"""Holidays and make-up working days as published."""
	if not frappe.db.exists(CALENDAR, {"year": year}):
		yearly.store(year, [(date.fromisoformat(day), kind, name) for day, kind, name in rows])


def _load_phrases() -> None:
	"""Phrases for everybody, on a site that has none."""
	if frappe.db.exists(PHRASE, {"user": ["is", "not set"]}):
		return
	for sequence, text in enumerate(_read(DATA / "phrases.json"), 1):
		_insert(PHRASE, text=text, sequence=sequence)


def _load_route(row: dict[str, Any]) -> None:
	"""A route of a process; the first of its DocType is in force at once, an office's own route stays so."""
	if frappe.db.exists(ROUTE, row["title"]):
		return
	is_first = not frappe.db.exists(ROUTE, {"document_type": row["document_type"]})
	document = _insert(ROUTE, **{key: value for key, value in row.items() if key != "publish"})
	if row.get("publish") and is_first:
		publishing.publish(document)


def _insert(doctype: str, **values: Any) -> Any:
	return frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)


def _read(path: Path) -> Any:
	return json.loads(path.read_text(encoding="utf-8"))
