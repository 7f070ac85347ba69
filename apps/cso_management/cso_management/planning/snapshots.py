"""Figures of a period as they were; once locked, nothing that happens later changes them."""

import hashlib
import json
from typing import Any

import frappe
from frappe import _
from frappe.utils import flt, getdate, now_datetime

from . import periods
from .indicators import table
from .indicators.scope import Scope

SPLITS = ("", "County", "Town", "Urban or Rural", "Tier", "Category")
FIELDS = ("code", "label", "dimension", "heading", "heading_label", "value", "target")


def place(doc: Any) -> None:
	"""Days and title follow from the kind of period."""
	first, last = periods.bounds(doc.period_kind, getdate(doc.first_day))
	doc.first_day, doc.last_day = first, last
	name = frappe.db.get_value("CSO Region", doc.region, "region_name")
	doc.title = f"{name} {periods.title(doc.period_kind, first)}"


def take(doc: Any) -> None:
	"""Count everything anew, for the whole region, whoever presses."""
	values = []
	for split in SPLITS:
		scope = Scope(getdate(doc.first_day), getdate(doc.last_day), doc.region, split, everything=True)
		values += [{**row, "dimension": split} for row in table.rows(scope) if row["value"] is not None]
	doc.set("values", [{field: row[field] for field in FIELDS} for row in values])
	doc.taken_at = now_datetime().replace(microsecond=0)
	doc.values_hash = digest(doc)


def digest(doc: Any) -> str:
	rows = [[row.code, row.dimension or "", row.heading or "", f"{flt(row.value):.6f}"] for row in doc.values]
	text = json.dumps(
		[str(doc.region), str(doc.first_day), str(doc.last_day), sorted(rows)], ensure_ascii=False
	)
	return hashlib.sha256(text.encode()).hexdigest()


def keep_locked(doc: Any) -> None:
	"""A locked table is not changed by anybody."""
	before = doc.get_doc_before_save()
	if before and before.locked:
		frappe.throw(
			_("{0} is locked and is not changed any more.").format(doc.title), title=_("Not Possible")
		)
