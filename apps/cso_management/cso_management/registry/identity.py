"""Identifiers on a form: normalised, checked, masked. Messages name the field and the way out."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, getdate, today

from ..identifiers import citizen_id, credit_code, masking, normalise, phone
from . import settings


def check_person(doc: Any, field: str, *, label: str | None = None) -> None:
	"""A citizen ID number of an adult."""
	if not doc.get(field) or _is_as_stored(doc, field):
		return
	finding = citizen_id.check(
		doc.get(field), today=getdate(today()), allow_demo=settings.allows_demo_region()
	)
	label = label or _label(doc, field)
	if not finding.is_ok:
		frappe.throw(f"{label}: {citizen_messages()[finding.code]}")
	if not citizen_id.is_adult(finding.value, getdate(today())):
		frappe.throw(_("{0}: the person is under 18. Name an adult.").format(label))
	doc.set(field, finding.value)


def check_credit_code(doc: Any, field: str, *, label: str | None = None, org_form: str | None = None) -> None:
	if not doc.get(field) or _is_as_stored(doc, field):
		return
	finding = credit_code.check(doc.get(field), allow_demo=settings.allows_demo_region())
	label = label or _label(doc, field)
	if not finding.is_ok:
		frappe.throw(f"{label}: {credit_messages()[finding.code]}")
	doc.set(field, finding.value)
	if not credit_code.fits_form(finding.value, org_form):
		frappe.msgprint(
			_("{0}: the first two characters do not belong to this organization form. Please check.").format(
				label
			),
			alert=True,
			indicator="orange",
		)


def is_credit_code(text: str | None) -> bool:
	"""Is it right as far as its characters tell?"""
	return credit_code.check(text, allow_demo=settings.allows_demo_region()).is_ok


def check_mobile(doc: Any, field: str, *, label: str | None = None) -> None:
	value = normalise.identifier(doc.get(field))
	if not value or _is_as_stored(doc, field):
		return
	if not phone.is_mobile(value):
		frappe.throw(
			_("{0}: a mobile number has 11 digits and starts with 13 to 19. Please check it.").format(
				label or _label(doc, field)
			)
		)
	doc.set(field, value)


def check_telephone(doc: Any, field: str, *, label: str | None = None) -> None:
	value = cstr(doc.get(field)).replace(" ", "")
	if not value or _is_as_stored(doc, field):
		return
	if not phone.is_telephone(value):
		frappe.throw(
			_("{0}: enter a mobile number, or a landline with its area code such as 010-12345678.").format(
				label or _label(doc, field)
			)
		)
	doc.set(field, value)


def check_account(doc: Any, field: str) -> None:
	value = normalise.identifier(doc.get(field))
	if not value or _is_as_stored(doc, field):
		return
	if not phone.is_account(value):
		frappe.throw(_("{0}: a bank account has 10 to 30 digits.").format(_label(doc, field)))
	doc.set(field, value)
	if not phone.passes_luhn(value):
		frappe.msgprint(
			_("{0}: the check digit does not fit. Please compare with the card.").format(_label(doc, field))
		)


def check_founders(doc: Any) -> None:
	seen = set()
	for row in doc.founders:
		place = _("Founders, row {0}").format(row.idx)
		if row.founder_type == "Legal Person":
			check_credit_code(row, "credit_code", label=place)
		else:
			check_person(row, "id_no", label=place)
		check_telephone(row, "phone", label=place)
		key = normalise.identifier(row.id_no or row.credit_code)
		if key and key in seen:
			frappe.throw(_("{0}: this founder is already listed above.").format(place))
		seen.add(key)
		row.id_no_masked = masking.id_number(row.id_no)


def check_roster(doc: Any) -> None:
	seen = set()
	for row in doc.members:
		place = _("Members, row {0}").format(row.idx)
		_check_id_of_member(row, place)
		check_telephone(row, "phone", label=place)
		if row.id_no and row.id_no in seen:
			frappe.throw(_("{0}: this ID number is already listed above.").format(place))
		seen.add(row.id_no)
		row.id_no_masked = masking.id_number(row.id_no)
	for row in doc.officers:
		check_person(row, "id_no", label=_("Officers, row {0}").format(row.idx))
		check_telephone(row, "phone", label=_("Officers, row {0}").format(row.idx))


def mask_principal(doc: Any) -> None:
	doc.principal_id_masked = masking.id_number(doc.principal_id_no)
	doc.principal_phone_masked = masking.phone(doc.principal_phone)


def citizen_messages() -> dict[str, str]:
	return {
		"LENGTH": _("an ID number has 18 characters; old numbers of 15 are not accepted."),
		"CHARSET": _("an ID number has digits only, the last may be X. Please check it."),
		"REGION_PREFIX": _("the first two digits are no province. Please check the number."),
		"BIRTH_DATE": _("digits 7 to 14 are no possible birth date. Please check the number."),
		"SEQUENCE": _("digits 15 to 17 cannot be 000. Please check the number."),
		"CHECK_CHAR": _(
			"the check character does not fit, so a digit is wrong or swapped. Please check the number."
		),
	}


def credit_messages() -> dict[str, str]:
	return {
		"LENGTH": _("a credit code has 18 characters."),
		"CHARSET": _("a credit code has digits and capital letters without I, O, S, V and Z."),
		"REGION_NOT_DIGITS": _("characters 3 to 8 of a credit code are digits."),
		"REGION_PREFIX": _("characters 3 and 4 are no province. Please check the code."),
		"CHECK_CHAR": _(
			"the check character does not fit, so a character is wrong or swapped. Please check the code."
		),
	}


def _check_id_of_member(row: Any, place: str) -> None:
	"""Members may be minors; everything else is checked."""
	if not row.id_no:
		return
	finding = citizen_id.check(row.id_no, today=getdate(today()), allow_demo=settings.allows_demo_region())
	if not finding.is_ok:
		frappe.throw(f"{place}: {citizen_messages()[finding.code]}")
	row.id_no = finding.value


def _is_as_stored(doc: Any, field: str) -> bool:
	"""A value that was accepted once is not judged again when somebody else moves the document on."""
	before = doc.get_doc_before_save() if hasattr(doc, "get_doc_before_save") else None
	return bool(before) and before.get(field) == doc.get(field)


def _label(doc: Any, field: str) -> str:
	return _(doc.meta.get_label(field))
