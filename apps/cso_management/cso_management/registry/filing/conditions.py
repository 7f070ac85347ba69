"""Conditions of filing, from the settings of the region. Broken ones stop, soft ones warn."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from .. import settings

SHORTEST_TEXT = 10


def check(doc: Any) -> None:
	"""At submission: every rule of the kind of group."""
	if doc.tier == "Village-guided" or doc.application_type == "Ledger Entry":
		check_figures(doc)
		return
	limits = settings.of_region(doc.region)
	check_figures(doc)
	check_texts(doc)
	if doc.org_form == "Service Organization":
		_check_service(doc, limits)
	else:
		_check_group(doc, limits)
	_check_place(doc, limits)
	_check_funds(doc)
	_warn_about_party(doc, limits)
	_warn_about_roster(doc)
	_warn_about_principal(doc, limits)


def check_figures(doc: Any) -> None:
	if doc.founded_on and getdate(doc.founded_on) > getdate(today()):
		frappe.throw(
			_("{0} is in the future. Enter the day on which the group was founded.").format(
				_label(doc, "founded_on")
			)
		)
	if cint(doc.party_members_count) > cint(doc.members_count) > 0:
		frappe.throw(
			_("{0} ({1}) is larger than {2} ({3}). Correct one of them.").format(
				_label(doc, "party_members_count"),
				doc.party_members_count,
				_label(doc, "members_count"),
				doc.members_count,
			)
		)


def check_texts(doc: Any) -> None:
	for field in ("purpose", "business_scope"):
		if doc.get(field) and len(doc.get(field).strip()) < SHORTEST_TEXT:
			frappe.throw(_("{0}: write at least {1} characters.").format(_label(doc, field), SHORTEST_TEXT))


def _check_group(doc: Any, limits: Any) -> None:
	_at_least(doc, "members_count", cint(doc.members_count), limits.min_members)
	_enough_founders(doc, limits.min_group_natural, limits.min_group_legal)


def _check_service(doc: Any, limits: Any) -> None:
	_at_least(doc, "staff_full", cint(doc.staff_full) + cint(doc.staff_part), limits.min_staff)
	_enough_founders(doc, limits.min_service_natural, limits.min_service_legal)


def _enough_founders(doc: Any, natural_needed: int, legal_needed: int) -> None:
	legal = sum(row.founder_type == "Legal Person" for row in doc.founders)
	natural = len(doc.founders) - legal
	if natural < cint(natural_needed) and legal < cint(legal_needed):
		frappe.throw(
			_(
				"{0}: at least {1} natural persons or {2} legal persons are "
				"needed; the list has {3} and {4}. Add rows."
			).format(_label(doc, "founders"), natural_needed, legal_needed, natural, legal)
		)


def _at_least(doc: Any, field: str, value: int, minimum: int) -> None:
	if value < cint(minimum):
		frappe.throw(
			_(
				"{0}: at least {1} are needed, {2} are entered. A smaller "
				"group can be entered into the ledger instead."
			).format(_label(doc, field), minimum, value)
		)


def _check_place(doc: Any, limits: Any) -> None:
	if limits.place_required and not doc.address:
		frappe.throw(
			_("{0} is needed. A shared room of the community counts.").format(_label(doc, "address"))
		)
	if doc.shared_address and not limits.sharing_allowed:
		frappe.throw(
			_("{0}: this county does not allow several groups at one address.").format(
				_label(doc, "shared_address")
			)
		)


def _check_funds(doc: Any) -> None:
	if not (doc.has_bank_account or doc.no_funds):
		frappe.throw(
			_("Tick {0} or {1}: a filed group without an account declares that it moves no money.").format(
				_label(doc, "has_bank_account"), _label(doc, "no_funds")
			)
		)
	if doc.has_bank_account and not doc.bank_account:
		frappe.throw(
			_("{0} is missing. Enter it or clear {1}.").format(
				_label(doc, "bank_account"), _label(doc, "has_bank_account")
			)
		)


def _warn_about_party(doc: Any, limits: Any) -> None:
	if cint(doc.party_members_count) >= cint(limits.branch_party_members) and doc.party_form != "Own Branch":
		frappe.msgprint(
			_("With {0} Party members an own branch is expected. Please check {1}.").format(
				doc.party_members_count, _label(doc, "party_form")
			),
			indicator="orange",
		)


def _warn_about_roster(doc: Any) -> None:
	if doc.members and len(doc.members) != cint(doc.members_count):
		frappe.msgprint(
			_("The roster lists {0} members, but {1} says {2}. Please check.").format(
				len(doc.members), _label(doc, "members_count"), doc.members_count
			),
			indicator="orange",
		)


def _warn_about_principal(doc: Any, limits: Any) -> None:
	if not doc.principal_id_no:
		return
	heading = frappe.db.count(
		"CSO Organization",
		{
			"principal_id_no": doc.principal_id_no,
			"status": ["in", ["Active", "Suspended"]],
			"name": ["!=", doc.organization or ""],
		},
	)
	if heading >= cint(limits.max_principal_orgs):
		frappe.msgprint(
			_("{0} already heads {1} organizations. Please check.").format(doc.principal_name, heading),
			indicator="orange",
		)


def _label(doc: Any, field: str) -> str:
	return _(doc.meta.get_label(field))
