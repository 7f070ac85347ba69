"""What the pages of the annual review call."""

from typing import Any

import frappe

from ..approvals.engine import batch, open_tasks

REVIEW = "CSO Annual Review"
SHOWN = (
	"name",
	"org_name",
	"tier",
	"batch",
	"review_year",
	"region_full_name",
	"workflow_state",
	"due_on",
	"suggested_conclusion",
	"suggested_reasons",
	"conclusion",
	"first_opinion",
	"flagged",
	"activities_count",
	"satisfaction",
	"income_total",
	"expense_total",
	"closing_balance",
)
FINDING = ("item", "code", "reported", "reported_source", "known", "known_source", "explanation", "accepted")
MOST = 200


@frappe.whitelist(methods=["GET"])
def waiting(batch_name: str = "") -> dict[str, Any]:
	"""Reports that wait for the caller, with what the facts suggest and why; at most two hundred.

	`task` and `excluded` are those of the approvals' batch calls, which conclude them.
	"""
	tasks = open_tasks.page(open_tasks.doors_of_user(), {"reference_doctype": REVIEW}, 0, MOST)
	rows = {row["name"]: row for row in batch.preview(tasks) if row["name"]}
	reports = _reports(list(rows))
	found = [{**report, **_of_task(rows[report.name])} for report in reports]
	names = sorted({row["batch"] for row in found if row["batch"]}, reverse=True)
	return {
		"batches": _batches(names),
		"rows": [row for row in found if not batch_name or row["batch"] == batch_name],
		"has_more": len(tasks) == MOST,
	}


def _of_task(row: dict[str, Any]) -> dict[str, Any]:
	return {"task": row["task"], "excluded": row["excluded"], "needs_opinion": row["needs_opinion"]}


def _reports(names: list[str]) -> list[Any]:
	"""Whoever holds a task reads the report; fields of higher levels only with the right to them."""
	filters = {"name": ["in", names or [""]]}
	mine = set(frappe.get_list(REVIEW, filters=filters, pluck="name", order_by="name asc", limit=MOST))
	docs = [frappe.get_doc(REVIEW, name) for name in names if name in mine]
	return [_report(doc) for doc in docs]


def _report(doc: Any) -> Any:
	doc.apply_fieldlevel_read_permissions()
	row = frappe._dict({field: doc.get(field) for field in SHOWN})
	row.suggested_reasons = (row.suggested_reasons or "").splitlines()
	row.findings = [{field: finding.get(field) for field in FINDING} for finding in doc.findings or []]
	return row


def _batches(names: list[str]) -> list[Any]:
	return frappe.get_all(
		"CSO Annual Review Batch",
		filters={"name": ["in", names or [""]]},
		fields=["name", "batch_name"],
		order_by="name desc",
	)
