"""Findings and the suggested conclusion of a report, kept current while it is under review."""

from typing import Any

from ..process import money
from ..registry import settings
from . import findings, sources, suggestion


def refresh(doc: Any) -> None:
	"""Compare again; explanations and acceptances of findings that stay are kept."""
	old = {(row.code, row.item): row for row in doc.findings}
	rows = []
	for found in findings.compare(reported(doc), known(doc)):
		before = old.get((found.code, found.item))
		kept = {"explanation": before.explanation, "accepted": before.accepted} if before else {}
		rows.append({**found.__dict__, **kept})
	doc.set("findings", rows)
	doc.open_findings = sum(not row.accepted for row in doc.findings)
	suggest(doc)


def suggest(doc: Any) -> None:
	limits = settings.of_region(doc.region)
	reasons = suggestion.reasons(
		facts(doc),
		fewest_activities=limits.activities_per_year,
		lowest_satisfaction=limits.lowest_satisfaction,
	)
	doc.suggested_conclusion = suggestion.conclusion(reasons)
	doc.suggested_reasons = "\n".join(reasons)
	doc.flagged = int(bool(reasons) or bool(doc.open_findings))


def reported(doc: Any) -> dict[str, Any]:
	purchases = [row for row in doc.income_rows if row.income_type == "Government Purchase"]
	return {
		"opening_balance": doc.opening_balance,
		"purchase_income": money.total(purchases),
		"changes": [row.item for row in doc.change_items],
		"manual_addition": doc.manual_addition or 0,
		"manual_explanation": doc.manual_explanation,
	}


def known(doc: Any) -> dict[str, Any]:
	last = sources.last_review(doc.organization, doc.review_year)
	changes = sources.changes(doc.organization, doc.review_year)
	values: dict[str, Any] = {
		"changes": {item: row["application"] for item, row in changes.items()},
		"activities": doc.activities_count,
	}
	if last:
		values |= {"last_closing": last.closing_balance, "last_review": last.name}
	if sources.payments_are_known():
		rows = sources.payments(doc.organization, doc.review_year)
		values |= {"paid_in_year": money.total(rows), "payments": "、".join(row.name for row in rows)}
	return values


def facts(doc: Any) -> dict[str, Any]:
	return {
		"penalty_kinds": {row.kind for row in doc.penalties},
		"false_report": bool(doc.false_report),
		"for_profit": bool(doc.for_profit),
		"branch_set": bool(doc.branch_set),
		"late": bool(doc.late),
		"activities": (doc.activities_count or 0) + (doc.manual_addition or 0),
		"member_meetings": doc.member_meetings or 0,
		"overdue_election": bool(doc.overdue_election),
		"change_not_filed": any(not row.filed_in_time for row in doc.change_items),
		"finance_published": bool(doc.finance_published),
		"satisfaction": doc.satisfaction or 0,
		"audit_missing": bool(doc.audit_required and not doc.audit_report),
		"open_codes": {row.code for row in doc.findings if not row.accepted},
	}
