"""What changed in the form since it was handed in, or since the last approval."""

from typing import Any

import frappe
from frappe import _

from . import compared_rows, hiding
from .form import field_text

TABLES = ("Table", "Table MultiSelect")


def differences(doc: Any, before: dict[str, str]) -> list[dict[str, str]]:
	"""Fields of `before` that hold something else now; nothing that the reader may not see."""
	found = []
	hidden = hiding.of_document(doc.doctype, doc.name)
	for df in doc.meta.fields:
		if df.fieldname not in before or df.fieldname in hidden:
			continue
		now = field_text(doc, df.fieldname)
		if now != before[df.fieldname] and not df.permlevel:
			found.append(_difference(df, before[df.fieldname], now))
	return found


def _difference(df: Any, before: str, after: str) -> dict[str, str]:
	if df.fieldtype in TABLES:
		before, after = compared_rows.rows_that_differ(df.options, before, after)
	return {"fieldname": df.fieldname, "label": _(df.label or df.fieldname), "before": before, "after": after}


def since_approval(doc: Any) -> list[dict[str, str]]:
	"""Against the last approved document that this one follows, where documents follow each other."""
	follows = doc.get("organization") and doc.meta.has_field("decision_date")
	earlier = follows and frappe.get_all(
		doc.doctype,
		filters={"organization": doc.organization, "decision": "Approved", "name": ["!=", doc.name]},
		pluck="name",
		order_by="decision_date desc, creation desc",
		limit_page_length=1,
	)
	if not earlier:
		return []
	old = frappe.get_doc(doc.doctype, earlier[0])
	fields = [df.fieldname for df in doc.meta.fields if not df.read_only]
	return differences(doc, {field: field_text(old, field) for field in fields})
