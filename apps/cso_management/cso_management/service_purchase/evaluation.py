"""Points against the targets of the project."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, flt

from ..process import money
from ..process.closing import Closing
from . import rating

CLOSINGS = (
	Closing(
		"Once it was handed in, points and problems stay. They are changed after a return.",
		("contract", "rows", "problems", "use_of_result", "evaluator", "evaluator_name", "region"),
	),
	Closing(
		"The evaluation is confirmed, so the form is closed.", but=("published_on",), states=("Confirmed",)
	),
)
COPIED = ("dimension", "indicator", "target", "weight")


def fill(doc: Any) -> None:
	"""The rows are the project's targets; nobody drops one."""
	project = frappe.get_doc(
		"CSO Purchase Project", frappe.db.get_value("CSO Service Contract", doc.contract, "project")
	)
	given = {row.indicator: row for row in doc.rows}
	rows = []
	for target in project.performance_targets:
		known = given.get(target.indicator)
		answer = {"actual": known.actual, "score": known.score, "problem": known.problem} if known else {}
		rows.append({**{field: target.get(field) for field in COPIED}, **answer})
	doc.set("rows", rows)


def compute(doc: Any) -> None:
	for row in doc.rows:
		if not 0 <= flt(row.score) <= flt(row.weight):
			frappe.throw(_("{0}: between 0 and {1}.").format(row.indicator, flt(row.weight)))
	doc.total = float(money.total(doc.rows, "score"))
	doc.rating = rating.of(doc.total) if rating.is_complete(doc.rows) else None


def check_submission(doc: Any) -> None:
	missing = [row.indicator for row in doc.rows if not cstr(row.actual).strip()]
	if missing:
		frappe.throw(_("{0}: write what was reached.").format(missing[0]), frappe.MandatoryError)
	if not doc.use_of_result:
		frappe.throw(_("{0}: choose one.").format(_("Use of the Result")), frappe.MandatoryError)
