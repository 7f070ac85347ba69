"""Documents shared with single users."""

from __future__ import annotations

import frappe
from benchless.values import cint
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname


class DocShare(Document):
    """One document, one user, some rights."""

    def validate(self) -> None:
        self.check_receiver()
        self.check_may_share()
        if any(cint(self.get(right)) for right in ("write", "share", "submit")):
            self.read = 1

    def check_receiver(self) -> None:
        """One user, or everyone."""
        if cint(self.everyone):
            self.user = None
        elif not self.user:
            frappe.throw(_("User is mandatory for Share"), frappe.MandatoryError)
        self.get_title_of_target()

    def get_title_of_target(self) -> None:
        """The document must be there."""
        if not frappe.db.exists(self.share_doctype, self.share_name):
            text = _("{0} {1} not found").format(_(self.share_doctype), self.share_name)
            frappe.throw(text, frappe.DoesNotExistError)

    def check_may_share(self) -> None:
        """Who shares needs the right to share, and all that is given."""
        if self.flags.ignore_share_permission:
            return
        doc = frappe.get_doc(self.share_doctype, self.share_name)
        if not frappe.has_permission(self.share_doctype, "share", doc=doc):
            frappe.throw(_("You need to have Share permission"), frappe.PermissionError)
        if cint(self.submit) and not cint(doc.meta["is_submittable"]):
            text = _("Cannot share {0} with submit permission as it is not submittable")
            frappe.throw(text.format(_(self.share_doctype)))
        for right in ("write", "submit"):
            if cint(self.get(right)) and not frappe.has_permission(self.share_doctype, right, doc=doc):
                frappe.throw(_("You can give only rights that you have"), frappe.PermissionError)

    def after_insert(self) -> None:
        if self.share_doctype == "User":
            return
        doc = frappe.get_doc(self.share_doctype, self.share_name)
        doc.add_comment("Shared", self.said("shared"))

    def on_trash(self) -> None:
        if not self.flags.ignore_share_permission:
            self.check_may_share()
        if self.share_doctype != "User" and frappe.db.exists(self.share_doctype, self.share_name):
            doc = frappe.get_doc(self.share_doctype, self.share_name)
            doc.add_comment("Unshared", self.said("unshared"))

    def said(self, what: str) -> str:
        """The line in the history: who shared (or took back) with whom."""
        who = get_fullname(frappe.session.user)
        if cint(self.everyone):
            return str(_("{0} {1} this document with everyone").format(who, _(what)))
        return str(_("{0} {1} this document with {2}").format(who, _(what), get_fullname(self.user)))
