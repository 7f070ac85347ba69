"""Who signs and who does the work.

A filed group is no legal person: it works under a body that signs for it, and its money goes to its custody
account.
"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr

from ..registry import identity
from ..supervision import credit


def fill(doc: Any) -> None:
	if doc.provider:
		row = frappe.db.get_value("CSO Organization", doc.provider, ["org_name", "credit_code"], as_dict=True)
		doc.provider_name = row.org_name
		doc.provider_credit_code = doc.provider_credit_code or row.credit_code
	if doc.provider_is_agent and doc.executing_org and not doc.custody_account:
		same = {"organization": doc.executing_org, "status": "Active"}
		doc.custody_account = frappe.db.get_value("CSO Custody Account", same, "name")
	if not doc.provider_is_agent:
		doc.update({"executing_org": None, "custody_account": None})


def check(doc: Any) -> None:
	credit.block_if_serious(doc.provider, _("Provider"))
	credit.block_if_serious(doc.executing_org, _("Carried Out By"))
	excused = bool(cstr(doc.provider_override_reason).strip())
	if not excused:
		_legal_person(doc)
		_abnormal(doc)
	_agent(doc)
	if not excused and not identity.is_credit_code(doc.provider_credit_code):
		frappe.throw(_("{0} is not right.").format(_("Unified Social Credit Code of the Provider")))


def _legal_person(doc: Any) -> None:
	tier = frappe.db.get_value("CSO Organization", doc.provider, "tier") if doc.provider else "Registered"
	if tier != "Registered":
		frappe.throw(
			_(
				"{0}: a filed group is no legal person. "
				"Let a registered body sign, and name the group under {1}."
			).format(_("Provider"), _("Carried Out By")),
			title=_("Not Possible"),
		)


def _abnormal(doc: Any) -> None:
	for field, label in (("provider", _("Provider")), ("executing_org", _("Carried Out By"))):
		name = doc.get(field)
		if name and frappe.db.get_value("CSO Organization", name, "credit_state") == credit.ABNORMAL:
			frappe.throw(
				_(
					"{0} is on the abnormal list: give the reason of the exception for the county leader."
				).format(label)
			)


def _agent(doc: Any) -> None:
	if not doc.provider_is_agent:
		return
	if not doc.executing_org:
		frappe.throw(_("{0}: name the group.").format(_("Carried Out By")), frappe.MandatoryError)
	if doc.executing_org == doc.provider:
		frappe.throw(_("{0} and {1} must differ.").format(_("Provider"), _("Carried Out By")))
	owner = frappe.db.get_value("CSO Custody Account", doc.custody_account, "organization")
	if not doc.custody_account or owner != doc.executing_org:
		frappe.throw(
			_("{0}: choose the account of the group that does the work.").format(_("Custody Account")),
			frappe.MandatoryError,
		)
