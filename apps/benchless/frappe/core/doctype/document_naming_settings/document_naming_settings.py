"""The page where an administrator sets the series of documents, and where their counters stand."""

from __future__ import annotations

import frappe
from benchless.values import cint, cstr
from frappe import _
from frappe.custom.doctype.property_setter.property_setter import delete_property_setter, make_property_setter
from frappe.model.document import Document
from frappe.model.naming import NamingSeries

FIELD = "naming_series"


class NamingSeriesNotSetError(frappe.ValidationError):
    """No series was given."""


class DocumentNamingSettings(Document):
    """Series by DocType, their counters, and the names of amended documents."""

    @frappe.whitelist()
    def get_transactions_and_prefixes(self) -> dict[str, list[str]]:
        """DocTypes with a choice of series, and the prefixes of all of them."""
        doctypes = transactions()
        return {"transactions": doctypes, "prefixes": self._prefixes(doctypes)}

    def _prefixes(self, doctypes: list[str]) -> list[str]:
        series = [one for doctype in doctypes for one in frappe.get_meta(doctype).get_naming_series_options()]
        filters = {"autoname": ["like", "%.#%"], "module": ["!=", "Core"]}
        series += [cstr(one) for one in frappe.get_all("DocType", filters=filters, pluck="autoname")]
        return sorted({NamingSeries(one).get_prefix() for one in series if "." in one and ":" not in one})

    @frappe.whitelist()
    def get_options(self, doctype: str | None = None) -> str:
        """The series of a DocType, one a line."""
        name = doctype or self.transaction_type
        return "\n".join(frappe.get_meta(name).get_naming_series_options()) if name else ""

    @frappe.whitelist(methods=["POST"])
    def update_series(self) -> None:
        """Give a DocType other series. Raises when one is wrong or belongs to another DocType."""
        frappe.only_for("System Manager")
        options = [line.strip() for line in cstr(self.naming_series_options).split("\n") if line.strip()]
        if not options:
            frappe.throw(
                _("{0} is required").format(_("Series List for this Transaction")), NamingSeriesNotSetError
            )
        for line in options:
            NamingSeries(line).validate()
        self._refuse_taken(options)
        self._write(options)
        frappe.msgprint(_("Series Updated for {}").format(_(self.transaction_type)), alert=True)

    def _refuse_taken(self, options: list[str]) -> None:
        for doctype in transactions():
            if doctype == self.transaction_type:
                continue
            for line in set(options) & set(frappe.get_meta(doctype).get_naming_series_options()):
                frappe.throw(_("Series {0} already used in {1}").format(line, _(doctype)))

    def _write(self, options: list[str]) -> None:
        doctype, first = self.transaction_type, options[0]
        lines = ["", *options] if cint(self.user_must_always_select) else options
        changes = {
            "options": "\n".join(lines),
            "default": "" if cint(self.user_must_always_select) else first,
        }
        for property_name, value in changes.items():
            delete_property_setter(doctype, property_name, FIELD)
            make_property_setter(doctype, FIELD, property_name, value, "Text")
        self.naming_series_options = "\n".join(options)
        frappe.clear_cache(doctype=doctype)

    @frappe.whitelist()
    def get_current(self) -> int | None:
        """Where the counter of `prefix` stands."""
        if not self.prefix:
            return None
        self.current_value = NamingSeries(self._series_of_prefix()).get_current_value()
        return cint(self.current_value)

    @frappe.whitelist(methods=["POST"])
    def update_series_start(self) -> None:
        """Let the counter of `prefix` go on after `current_value`."""
        frappe.only_for("System Manager")
        if not self.prefix:
            frappe.throw(_("Please select prefix first"))
        series = NamingSeries(self._series_of_prefix())
        before = series.get_current_value()
        series.update_counter(cint(self.current_value))
        self.add_comment("Info", _("Series counter for {0} updated to {1} successfully").format(
            self.prefix, f"{before} → {cint(self.current_value)}"))  # fmt: skip
        text = _("Series counter for {0} updated to {1} successfully").format(self.prefix, self.current_value)
        frappe.msgprint(text, alert=True, indicator="green")

    def _series_of_prefix(self) -> str:
        return f"{self.prefix}.#####"

    @frappe.whitelist()
    def preview_series(self) -> str:
        """The next three names of `try_naming_series`, one a line."""
        if not self.try_naming_series:
            return ""
        latest = frappe.get_all(self.transaction_type, pluck="name", order_by="creation desc", limit=1)
        document = frappe.get_doc(self.transaction_type, latest[0]) if latest else None
        return "\n".join(NamingSeries(self.try_naming_series).get_preview(document))

    @frappe.whitelist(methods=["POST"])
    def update_amendment_rule(self) -> None:
        """Keep how amended documents are named, for all and by DocType."""
        frappe.only_for("System Manager")
        self.save()
        frappe.msgprint(_("Amendment naming rules updated."), indicator="green", alert=True)


def transactions() -> list[str]:
    """DocTypes whose documents are named by a choice of series."""
    found = frappe.get_all("DocField", filters={"fieldname": FIELD}, pluck="parent", distinct=True)
    found += frappe.get_all("Custom Field", filters={"fieldname": FIELD}, pluck="dt", distinct=True)
    tables = set(frappe.get_all("DocType", filters={"istable": 1}, pluck="name"))
    return sorted({cstr(name) for name in found} - tables - {"Document Naming Settings"})
