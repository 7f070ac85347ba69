import frappe
from frappe import _
from frappe.model.document import Document

from cso_management.permissions import scope
from cso_management.registry import regional_rules


class CSORegionalSettings(Document):
	def validate(self) -> None:
		self.check_scope()
		if frappe.db.get_value("CSO Region", self.region, "level") == "Village":
			frappe.throw(_("{0}: settings are made from the street or township upwards.").format(_("Region")))
		labels = [row.rule for row in self.rules]
		for row in self.rules:
			if labels.count(row.rule) > 1:
				frappe.throw(_("{0}: “{1}” stands there twice.").format(_("Rules"), _(row.rule)))
			self.check_value(row)

	def check_scope(self) -> None:
		"""Whoever keeps the settings of a county leaves those of others alone."""
		user = frappe.session.user
		is_free = scope.is_superuser(user) or "System Manager" in frappe.get_roles(user)
		if not is_free and not scope.covers(user, self.region):
			name = frappe.db.get_value("CSO Region", self.region, "region_name")
			frappe.throw(_("{0} lies outside your own regions.").format(name), frappe.PermissionError)

	def check_value(self, row: Document) -> None:
		rule = regional_rules.BY_LABEL[row.rule]
		try:
			row.value = str(rule.read(str(row.value)))
		except ValueError:
			frappe.throw(
				_("{0}, line {1}: {2}").format(_("Rules"), row.idx, _expected(rule)), title=_(row.rule)
			)


def _expected(rule: regional_rules.Rule) -> str:
	if rule.kind == regional_rules.CHECK:
		return _("write yes or no.")
	return _("a whole number from {0} to {1}.").format(rule.lowest, rule.highest)
