"""Measures of rows inside documents: milestones, decisions, baselines."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
from frappe.utils import flt, getdate, today

from ...service_purchase import states as purchase
from . import measures
from .scope import NOWHERE, Scope

CASE, LOG, FILING = "CSO Approval Case", "CSO Approval Log", "CSO Filing Application"
EARLIEST = date(1900, 1, 1)
ORDER, PILOT = "CSO Rectification Order", "CSO Rural Pilot"


def contract_milestones(met: bool) -> measures.Measure:
	"""Of signed contracts: due in the period, or met by their day of these."""
	value, signed = _in_time if met else _always, {"workflow_state": ["in", purchase.SIGNED]}
	return lambda scope: _rows(
		scope, "CSO Service Contract", "CSO Contract Milestone", "due_date", value, signed
	)


def pilot_milestones(met: bool) -> measures.Measure:
	"""Of pilots that were approved, however they ended."""
	value, approved = _is_met if met else _always, {"approved_on": ["is", "set"]}
	return lambda scope: _rows(scope, PILOT, "CSO Pilot Milestone", "due", value, approved)


def orders_in_time(scope: Scope) -> dict[str, float]:
	"""Correction orders of the period whose answer came by its day and was verified."""
	filters = {"workflow_state": "Verified", "issued_on": ["between", [scope.first, scope.last]]}
	days = ["submitted_on", "deadline", "extended_to"]
	found: dict[str, float] = defaultdict(float)
	for row in _visible(scope, ORDER, filters, days):
		found[scope.heading(ORDER, row)] += _answered_in_time(row)
	return found


def _answered_in_time(row: Any) -> bool:
	return bool(row.submitted_on) and getdate(row.submitted_on) <= getdate(row.extended_to or row.deadline)


def payments_due(scope: Scope) -> dict[str, float]:
	"""Instalments of signed contracts whose day lies in the period."""
	states = {"workflow_state": ["in", purchase.SIGNED]}
	return _rows(
		scope,
		"CSO Service Contract",
		"CSO Payment Plan Row",
		"planned_date",
		lambda row: flt(row.amount),
		states,
	)


def new_organizations_of_pilots(scope: Scope) -> dict[str, float]:
	"""Organizations now, less those of the baseline."""
	if scope.is_nowhere(PILOT):
		return {NOWHERE: 0.0}
	found: dict[str, float] = defaultdict(float)
	now = measures.per_village(scope)
	# Frappe reads a missing day as the first of all days: "<=" alone takes in whoever was never approved.
	approved = {"approved_on": ["between", [EARLIEST, scope.last]]}
	for pilot in _visible(scope, PILOT, approved):
		before = frappe.db.get_value(
			"CSO Pilot Baseline", {"parent": pilot.name, "indicator": "CSO Count"}, "value"
		)
		found[scope.heading(PILOT, pilot)] += now.get(pilot.region, 0) - flt(before)
	return found


def filings(kind: str) -> measures.Measure:
	"""`decided`, `in_time`, `days`, `submitted` or `returned`, of the filing cases of the period."""
	return lambda scope: _filings(scope).get(kind, {})


def _filings(scope: Scope) -> dict[str, dict[str, float]]:
	if "filings" not in scope._cache:
		scope._cache["filings"] = _count_filings(scope)
	return dict(scope._cache["filings"])


def _count_filings(scope: Scope) -> dict[str, dict[str, float]]:
	found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
	decided = _cases(scope, "closed_at", {"status": ["in", ["Approved", "Refused"]]})
	late, used = _clock([case.reference_name for case in decided])
	submitted = _cases(scope, "started_at", {})
	headings = _headings(scope, [*decided, *submitted])
	for case in decided:
		heading = headings[case.name]
		found["decided"][heading] += 1
		found["in_time"][heading] += case.reference_name not in late
		found["days"][heading] += used.get(case.reference_name, 0)
	returned = _returned([case.reference_name for case in submitted])
	for case in submitted:
		found["submitted"][headings[case.name]] += 1
		found["returned"][headings[case.name]] += case.reference_name in returned
	return found


def _headings(scope: Scope, cases: list[Any]) -> dict[str, str]:
	"""Case to heading: tier and category stand in the application."""
	fields = scope.columns(FILING)
	if not fields:
		return {case.name: scope.key(case.region) for case in cases}
	names = sorted({case.reference_name for case in cases})
	rows = frappe.get_all(
		FILING, filters={"name": ["in", names or [""]]}, fields=["name", *fields], order_by="name asc"
	)
	known = {row.name: scope.heading(FILING, row) for row in rows}
	return {case.name: known.get(case.reference_name, "") for case in cases}


def _cases(scope: Scope, day: str, filters: dict[str, Any]) -> list[Any]:
	filters = {
		**filters,
		"reference_doctype": FILING,
		day: ["between", [scope.first, f"{scope.last} 23:59:59"]],
	}
	return _visible(scope, CASE, filters, ["reference_name"])


def _clock(names: list[str]) -> tuple[set[str], dict[str, float]]:
	"""Which of them were late somewhere, and the days that the office used."""
	late, used = set(), defaultdict(float)
	for row in _logs(names, {}):
		used[row.reference_name] += flt(row.days_used)
		if flt(row.overdue_days) > 0:
			late.add(row.reference_name)
	return late, used


def _returned(names: list[str]) -> set[str]:
	return {row.reference_name for row in _logs(names, {"to_state": "Returned for Correction"})}


def _logs(names: list[str], filters: dict[str, Any]) -> list[Any]:
	return frappe.get_all(
		LOG,
		filters={**filters, "reference_doctype": FILING, "reference_name": ["in", names or [""]]},
		fields=["reference_name", "days_used", "overdue_days"],
		order_by="name asc",
	)


def _visible(
	scope: Scope, doctype: str, filters: dict[str, Any], fields: list[str] | None = None
) -> list[Any]:
	if scope.within():
		filters = {**filters, "region": scope.within()}
	wanted = ["name", "region", *scope.columns(doctype), *(fields or [])]
	return scope.rows(doctype, filters=filters, fields=wanted)


def _rows(
	scope: Scope,
	doctype: str,
	child: str,
	day: str,
	value: Callable[[Any], float],
	filters: dict[str, Any] | None = None,
) -> dict[str, float]:
	"""Rows whose day lies in the period and has come, of the documents that may be seen."""
	if scope.is_nowhere(doctype):
		return {NOWHERE: 0.0}
	places = {row.name: scope.heading(doctype, row) for row in _visible(scope, doctype, filters or {})}
	rows = frappe.get_all(
		child,
		filters={
			"parent": ["in", list(places) or [""]],
			"parenttype": doctype,
			day: ["between", [scope.first, min(scope.last, getdate(today()))]],
		},
		fields=["*"],
		order_by="name asc",
	)
	found: dict[str, float] = defaultdict(float)
	for row in rows:
		found[places[row.parent]] += value(row)
	return found


def _always(row: Any) -> float:
	return 1.0


def _is_met(row: Any) -> float:
	return float(row.status == "Met")


def _in_time(row: Any) -> float:
	return float(
		row.status == "Met" and bool(row.date_met) and getdate(row.date_met) <= getdate(row.due_date)
	)
