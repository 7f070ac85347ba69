"""Documents of before count as their organization and community stand today: nobody wrote down more."""

import frappe

from cso_management.process import standing


def execute() -> None:
	_projects()
	# Contracts before what belongs to them.
	for doctype in (*standing.STANDINGS, *standing.OF_CONTRACT):
		if doctype != standing.PROJECT:
			_note(doctype)


def _projects() -> None:
	open_ones = {standing.AREA: ["is", "not set"]}
	rows = frappe.get_all(
		standing.PROJECT, filters=open_ones, fields=["name", "is_rural_tilt"], order_by="name"
	)
	for row in rows:
		area = standing.RURAL if row.is_rural_tilt else standing.URBAN
		frappe.db.set_value(standing.PROJECT, row.name, standing.AREA, area, update_modified=False)


def _note(doctype: str) -> None:
	without = {field: ["is", "not set"] for field in standing.fields_of(doctype)}
	for name in frappe.get_all(doctype, filters=without, pluck="name", order_by="name asc"):
		doc = frappe.get_doc(doctype, name)
		doc.db_set(standing.now(doc), update_modified=False)
