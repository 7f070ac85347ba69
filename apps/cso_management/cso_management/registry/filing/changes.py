"""Applications about an organization of the ledger: its data is copied, and only what is named may differ."""

from typing import Any

import frappe
from frappe import _

from ...process import difference
from .fields import CHANGE_ITEMS, CONTROLLED, LEDGER_FIELDS, LEDGER_TABLES, SHOWN_OF_ITEM

ENDED = ("Cancelled", "Revoked")


def copy_from_organization(doc: Any) -> None:
	"""On the first save: everything that was not typed comes from the ledger."""
	organization = frappe.get_doc("CSO Organization", doc.organization)
	open_fields = opened_by_items(doc)
	for field in LEDGER_FIELDS:
		if field not in open_fields or not doc.get(field):
			doc.set(field, organization.get(field))
	for table in LEDGER_TABLES:
		if table not in open_fields or not doc.get(table):
			doc.set(table, [])
			for row in organization.get(table):
				doc.append(table, plain_row(row))


def plain_row(row: Any) -> dict[str, Any]:
	"""A child row without its identity, to be put under another parent."""
	return {
		df.fieldname: row.get(df.fieldname) for df in row.meta.fields if df.fieldtype not in difference.LAYOUT
	}


def opened_by_items(doc: Any) -> set[str]:
	if doc.application_type == "Upgrade":
		return {"org_form", "tier"}
	if doc.application_type != "Change":
		return set()
	return {field for row in doc.change_items for field in CHANGE_ITEMS.get(row.item, ())}


def check_organization_is_open(doc: Any) -> None:
	status = frappe.db.get_value("CSO Organization", doc.organization, "status")
	allowed = ("Active", "Suspended", "Expired")
	if status not in allowed:
		frappe.throw(
			_("{0} is {1}; no application about it is possible.").format(
				_(doc.meta.get_label("organization")), _(status or "")
			)
		)


def check_only_named_items_differ(doc: Any) -> None:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	open_fields = opened_by_items(doc)
	for field in CONTROLLED:
		if field in open_fields:
			continue
		if difference.text_of(organization, field) != difference.text_of(doc, field):
			frappe.throw(
				_(
					"{0} differs from the ledger but is not among the change "
					"items. Add the item, or restore the value."
				).format(_(doc.meta.get_label(field)))
			)


def fill_old_and_new(doc: Any) -> None:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	for row in doc.change_items:
		field = SHOWN_OF_ITEM.get(row.item)
		if field:
			row.old_value = shown(organization, field)
			row.new_value = shown(doc, field)


def check_items(doc: Any) -> None:
	"""At submission: each item once, and each one really changes something."""
	names = [row.item for row in doc.change_items]
	for row in doc.change_items:
		if names.count(row.item) > 1:
			frappe.throw(_("{0}: {1} is listed twice.").format(_("Change Items"), _(row.item)))
		if row.item == "Charter" and not row.new_value:
			frappe.throw(_("{0}: describe the change of the charter.").format(_("Change Items")))
		if row.item != "Charter" and not _differs(doc, row.item):
			frappe.throw(_("{0}: {1} is the same as in the ledger.").format(_("Change Items"), _(row.item)))


def shown(doc: Any, field: str) -> str:
	if field == "primary_category":
		return frappe.db.get_value("CSO Category", doc.get(field), "category_name") or ""
	return str(doc.get(field) or "")


def _differs(doc: Any, item: str) -> bool:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	return any(difference.text_of(organization, f) != difference.text_of(doc, f) for f in CHANGE_ITEMS[item])
