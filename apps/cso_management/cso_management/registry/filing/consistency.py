"""Values that must fit one another, whoever typed them and whenever."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from ...approvals import calendar
from .. import settings


def check_body(doc: Any) -> None:
	"""What an application and the ledger share."""
	check_category(doc)
	check_activity_regions(doc)
	check_terms(doc)


def check_category(doc: Any) -> None:
	"""The main category is a leaf: statistics add up leaves."""
	if doc.primary_category and frappe.db.get_value("CSO Category", doc.primary_category, "is_group"):
		frappe.throw(
			_("{0}: choose one of the categories below {1}.").format(
				_label(doc, "primary_category"),
				frappe.db.get_value("CSO Category", doc.primary_category, "category_name"),
			)
		)


def check_activity_regions(doc: Any) -> None:
	for row in doc.activity_regions:
		if doc.county and str(row.region)[:6] != str(doc.county)[:6]:
			frappe.throw(
				_("{0}: {1} lies outside the county.").format(
					_label(doc, "activity_regions"),
					frappe.db.get_value("CSO Region", row.region, "region_name") or row.region,
				)
			)


def check_terms(doc: Any) -> None:
	for row in doc.officers:
		if row.term_from and row.term_to and getdate(row.term_from) > getdate(row.term_to):
			frappe.throw(_("Officers, row {0}: the term ends before it begins.").format(row.idx))


def check_review(doc: Any) -> None:
	"""What offices enter."""
	for row in doc.site_checks:
		if row.checker_one and row.checker_one == row.checker_two:
			frappe.throw(
				_("{0}, row {1}: two different persons check.").format(_label(doc, "site_checks"), row.idx)
			)
	if doc.publicity_required and doc.publicity_from and not doc.publicity_to:
		days = settings.of_region(doc.region).publicity_days
		doc.publicity_to = calendar.add_days(getdate(doc.publicity_from), days)
	if doc.publicity_from and doc.publicity_to and getdate(doc.publicity_from) > getdate(doc.publicity_to):
		frappe.throw(
			_("{0} is later than {1}.").format(_label(doc, "publicity_from"), _label(doc, "publicity_to"))
		)


def _label(doc: Any, field: str) -> str:
	return _(doc.meta.get_label(field))
