"""What a submitted application must hold."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, date_diff, today

from .. import settings
from . import changes, conditions, materials, names
from .fields import DECLARATIONS, REQUIRED, RESOLUTION_ITEMS, SENSITIVE


def check(doc: Any) -> None:
	"""Everything at once, in the order in which a clerk would look."""
	check_required(doc)
	_CHECKS[doc.application_type](doc)
	materials.check_complete(doc)
	check_declarations(doc)


def missing_fields(doc: Any) -> list[str]:
	needed = list(REQUIRED.get(doc.application_type, ()))
	if doc.application_type == "Change" and RESOLUTION_ITEMS & {row.item for row in doc.change_items}:
		needed += ["resolution_date", "resolution_attendance"]
	later = SENSITIVE if doc.on_behalf else ()
	return [field for field in needed if not doc.get(field) and field not in later]


def check_identity(doc: Any) -> None:
	"""At acceptance nothing is left open: the clerk enters what the village could not see."""
	needed = set(REQUIRED.get(doc.application_type, ())) & set(SENSITIVE)
	labels = [_(doc.meta.get_label(field)) for field in SENSITIVE if field in needed and not doc.get(field)]
	if labels:
		frappe.throw(
			_("Enter {0} from the papers before you accept the application.").format("、".join(labels))
		)


def check_required(doc: Any) -> None:
	names_of_fields = [_(doc.meta.get_label(field)) for field in missing_fields(doc)]
	if names_of_fields:
		frappe.throw(
			_("Please fill in: {0}.").format("、".join(names_of_fields)),
			frappe.MandatoryError,
			_("Missing Fields"),
		)


def check_declarations(doc: Any) -> None:
	for field in DECLARATIONS:
		if not doc.get(field):
			frappe.throw(_("Tick the declaration: {0}.").format(_(doc.meta.get_label(field))))


def _check_new(doc: Any) -> None:
	_check_tier(doc)
	names.warn_about_pattern(doc)
	conditions.check(doc)


def _check_tier(doc: Any) -> None:
	if doc.tier != "Filed":
		frappe.throw(
			_(
				"{0}: a new filing is of the tier {1}. Small groups use a "
				"ledger entry, legal persons an upgrade."
			).format(_(doc.meta.get_label("tier")), _("Filed"))
		)
	if doc.org_form == "Informal Group":
		frappe.throw(
			_("{0}: an informal group is entered into the ledger, it is not filed.").format(
				_(doc.meta.get_label("org_form"))
			)
		)


def _check_ledger_entry(doc: Any) -> None:
	doc.tier = "Village-guided"
	conditions.check(doc)


def _check_change(doc: Any) -> None:
	changes.check_items(doc)
	conditions.check_figures(doc)
	conditions.check_texts(doc)
	if doc.get("resolution_attendance"):
		_check_quorum(doc)


def _check_renewal(doc: Any) -> None:
	conditions.check_figures(doc)
	valid_to = frappe.db.get_value("CSO Organization", doc.organization, "valid_to")
	if not valid_to:
		frappe.throw(_("This filing does not end, so it needs no renewal."))
	limits = settings.of_region(doc.region)
	left = date_diff(valid_to, today())
	if left < -cint(limits.renewal_grace_days):
		frappe.throw(
			_("The filing ended on {0}, more than {1} days ago. File the organization anew.").format(
				valid_to, limits.renewal_grace_days
			)
		)
	if left < cint(limits.renewal_lead_days):
		frappe.msgprint(
			_("A renewal is due {0} days before the end. This one is late, but still possible.").format(
				limits.renewal_lead_days
			),
			indicator="orange",
		)


def _check_cancel(doc: Any) -> None:
	if not doc.clearance_done:
		frappe.throw(
			_("{0}: clear the accounts before the cancellation.").format(
				_(doc.meta.get_label("clearance_done"))
			)
		)
	if doc.custody_balance:
		frappe.throw(
			_("{0} must be zero before the cancellation.").format(_(doc.meta.get_label("custody_balance")))
		)
	if doc.open_contracts:
		frappe.throw(
			_("{0} must be zero before the cancellation.").format(_(doc.meta.get_label("open_contracts")))
		)
	_check_quorum(doc)


def _check_quorum(doc: Any) -> None:
	if doc.members_count and doc.resolution_attendance > doc.members_count:
		frappe.throw(
			_("{0} ({1}) cannot be more than {2} ({3}).").format(
				_(doc.meta.get_label("resolution_attendance")),
				doc.resolution_attendance,
				_(doc.meta.get_label("members_count")),
				doc.members_count,
			)
		)


def _check_upgrade(doc: Any) -> None:
	if doc.org_form == "Informal Group":
		frappe.throw(
			_("{0}: a registered body is a social group or a service organization.").format(
				_(doc.meta.get_label("org_form"))
			)
		)


_CHECKS = {
	"New": _check_new,
	"Ledger Entry": _check_ledger_entry,
	"Change": _check_change,
	"Renewal": _check_renewal,
	"Cancel": _check_cancel,
	"Upgrade": _check_upgrade,
}
