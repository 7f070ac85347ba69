import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from cso_management.process import difference
from cso_management.registry import identity, past, regions, sensitive
from cso_management.registry.filing import consistency, names, numbering

# A clerk keeps these up to date without an application.
CONTACT_DATA = frozenset({"contact_name", "contact_phone", "remarks", "geo", "short_name"})


class CSOOrganization(Document):
	def autoname(self) -> None:
		self.name = numbering.organization_name(self.region)

	def onload(self) -> None:
		sensitive.note_view(self)

	def before_print(self, settings: object = None) -> None:
		sensitive.note_print(self)

	def validate(self) -> None:
		self.protect_controlled_data()
		self.clear_numbers_of_guided_groups()
		regions.copy_into(self)
		regions.check_level(self)
		self.check_identifiers()
		consistency.check_body(self)
		names.check(self)
		self.check_tier()
		self.check_dates()
		past.keep_kind(self, self.get_doc_before_save())

	def protect_controlled_data(self) -> None:
		"""The ledger changes through approved applications, except contact data and village-guided groups."""
		before = self.get_doc_before_save()
		if self.flags.by_application or not before:
			return
		for df in self.meta.fields:
			if df.read_only:
				self.set(df.fieldname, before.get(df.fieldname))
		if before.tier == "Village-guided" and self.tier == "Village-guided":
			return
		locked = [field for field in difference.changed_fields(before, self) if field not in CONTACT_DATA]
		if locked:
			labels = "、".join(_(self.meta.get_label(field)) for field in locked)
			frappe.throw(
				_(
					"{0}: the ledger changes through an approved application. "
					"File an application of the type Change."
				).format(labels),
				frappe.PermissionError,
				_("Not Permitted"),
			)

	def clear_numbers_of_guided_groups(self) -> None:
		if self.tier == "Village-guided":
			self.update({"filing_no": None, "certificate_no": None, "valid_from": None, "valid_to": None})

	def check_identifiers(self) -> None:
		identity.check_person(self, "principal_id_no")
		identity.check_mobile(self, "principal_phone")
		identity.check_telephone(self, "contact_phone")
		identity.check_account(self, "bank_account")
		identity.check_credit_code(self, "credit_code", org_form=self.org_form)
		identity.check_founders(self)
		identity.check_roster(self)
		identity.mask_principal(self)

	def check_tier(self) -> None:
		if self.tier == "Registered" and self.org_form == "Informal Group":
			frappe.throw(_("A registered organization cannot be an informal group."))
		if self.tier == "Registered" and not self.credit_code:
			frappe.throw(
				_("{0} is needed for a registered organization.").format(
					_(self.meta.get_label("credit_code"))
				)
			)

	def check_dates(self) -> None:
		if self.founded_on and getdate(self.founded_on) > getdate(today()):
			frappe.throw(_("{0} is in the future.").format(_(self.meta.get_label("founded_on"))))
		if self.valid_from and self.valid_to and getdate(self.valid_from) > getdate(self.valid_to):
			frappe.throw(_("{0} is later than {1}.").format(_("Valid From"), _("Valid To")))

	def on_trash(self) -> None:
		frappe.throw(_("An organization stays in the ledger. File a cancellation instead."))
