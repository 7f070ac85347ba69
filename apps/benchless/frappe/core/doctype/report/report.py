"""Reports as documents."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe import _
from frappe.model.document import Document


class Report(Document):
    """One report: a query, a script of an app, or a saved list."""

    is_standard: Any
    module: Any

    def validate(self) -> None:
        if not self.ref_doctype:
            frappe.throw(_("DocType {0} not found").format(""), frappe.DoesNotExistError)
        if not self.module:
            self.module = frappe.db.get_value("DocType", self.ref_doctype, "module")
        self.is_standard = self.is_standard or "No"
        self.take_roles()
        self.check_author()

    def take_roles(self) -> None:
        """A new report is for those who have rights on its DocType, unless it says for whom."""
        meta = frappe.get_meta(self.ref_doctype) if self.is_new() and self.ref_doctype else None
        if meta is None or self.roles or meta.istable or self.is_standard == "Yes":
            return
        roles = [row.role for row in meta.permissions if not cint(row.permlevel)]
        self.set("roles", [{"role": role} for role in dict.fromkeys(roles)])

    def check_author(self) -> None:
        """Queries and scripts reach past permissions: they need the role for scripts."""
        if frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_import:
            return
        if self.report_type == "Script Report" and self.report_script:
            frappe.only_for("Administrator", True)
        if self.report_type != "Report Builder" and self.is_standard == "No":
            frappe.only_for("Script Manager", True)
        if self.is_standard == "Yes" and not frappe.conf.developer_mode and self.is_new():
            frappe.throw(_("Cannot create a standard report outside of developer mode"))

    def on_trash(self) -> None:
        standard = self.is_standard == "Yes" and not frappe.conf.developer_mode
        if standard and not (frappe.flags.in_migrate or frappe.flags.in_patch):
            frappe.throw(_("You are not allowed to delete Standard Report"))

    def is_permitted(self) -> bool:
        """Whether the user has one of the report's roles; a report without roles is open."""
        roles = {row.role for row in self.roles or []}
        return not roles or bool(roles & set(frappe.get_roles()))

    def toggle_disable(self, disable: Any) -> None:
        """Switch the report on or off."""
        if not self.has_permission("write"):
            frappe.throw(_("You are not allowed to edit the report."), frappe.PermissionError)
        self.db_set("disabled", cint(disable))
