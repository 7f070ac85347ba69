"""The published versions of a route, and what differs between two of them or from the drawing."""

import json
from typing import Any

import frappe
from frappe import _

from . import people, routes, wording
from .routes import VERSION

DRAWN = 0


def history(name: str) -> list[dict[str, Any]]:
	"""Newest first: number, note, when, by whom, and how many cases follow it."""
	rows = frappe.get_all(
		VERSION,
		filters={"route": name},
		fields=["version", "note", "published_on", "published_by"],
		order_by="version desc",
	)
	return [
		{
			**row,
			"published_on": str(row.published_on or ""),
			"published_by": people.full_name(row.published_by),
			"running": frappe.db.count(
				"CSO Approval Case",
				{"route": name, "version": row.version, "status": ["in", ["Running", "Returned"]]},
			),
		}
		for row in rows
	]


def differences(document: Any, before: int, after: int) -> list[dict[str, Any]]:
	"""Rows of step, field, before and after, in words; version 0 is the route as drawn."""
	old, new = _content(document, before), _content(document, after)
	return between(old, new)


def between(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
	doctype = new["document_type"]
	found = _changed(routes.ROUTE, _("Where it applies"), old, new, doctype, routes.HEAD)
	steps_before = {row["step_key"]: row for row in old["steps"]}
	steps_after = {row["step_key"]: row for row in new["steps"]}
	for key, row in steps_after.items():
		if key not in steps_before:
			sentence = wording.sentence(frappe._dict(row), doctype)
			found.append(_row(wording.step_name(row), _("step added"), "—", sentence))
	for key, row in steps_before.items():
		if key not in steps_after:
			sentence = wording.sentence(frappe._dict(row), doctype)
			found.append(_row(wording.step_name(row), _("step removed"), sentence, "—"))
		else:
			found += of_step(row, steps_after[key], doctype)
	return found + _order(old, new)


def of_step(before: dict[str, Any], after: dict[str, Any], doctype: str) -> list[dict[str, Any]]:
	fields = [df.fieldname for df in frappe.get_meta("CSO Approval Step").fields]
	return _changed("CSO Approval Step", wording.step_name(after), before, after, doctype, fields)


def has_changed(document: Any) -> bool:
	"""Does the drawing differ from the version in force?"""
	return not document.version or bool(differences(document, int(document.version), DRAWN))


def _content(document: Any, version: int) -> dict[str, Any]:
	if version == DRAWN:
		return routes.content_of(document)
	found = frappe.db.get_value(VERSION, {"route": document.name, "version": version}, "content")
	if not found:
		frappe.throw(_("Version {0} was not found.").format(version), frappe.DoesNotExistError)
	return dict(json.loads(found))


def _changed(
	doctype: str, place: str, before: dict[str, Any], after: dict[str, Any], of: str, fields: Any
) -> list[dict[str, Any]]:
	meta, found = frappe.get_meta(doctype), []
	for name in fields:
		df = meta.get_field(name)
		if df is None or not df.label or name == "step_key" or _same(before.get(name), after.get(name)):
			continue
		texts = [wording.value_text(df, values.get(name), of) for values in (before, after)]
		found.append(_row(place, _(df.label), *texts))
	return found


def _same(before: Any, after: Any) -> bool:
	return (before or "") == (after or "") or str(before or 0) == str(after or 0)


def _order(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
	labels = {row["step_key"]: wording.step_name(row) for row in [*old["steps"], *new["steps"]]}
	keys = [[row["step_key"] for row in content["steps"]] for content in (old, new)]
	common = [[key for key in side if key in keys[0] and key in keys[1]] for side in keys]
	if common[0] == common[1]:
		return []
	return [_row("", _("Order of the steps"), *(" → ".join(labels[key] for key in side) for side in common))]


def _row(step: str, field: str, before: str, after: str) -> dict[str, Any]:
	return {"step": step, "field": field, "before": before, "after": after}
