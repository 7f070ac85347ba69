"""Hearts on documents: liking and no longer liking."""

from __future__ import annotations

import json

import frappe
from benchless.arguments import Scalar, as_list
from frappe import _


@frappe.whitelist(methods=["POST"])
def toggle_like(doctype: str, name: str, add: Scalar = False) -> None:
    """Like a document, or take the like back. `add` is `Yes` or `No`."""
    doc = frappe.get_doc(doctype, name)
    doc.check_permission("read")
    if not doc.meta.keeps_marks:
        frappe.throw(_("{0} cannot be liked").format(_(doctype)))
    wanted = add in ("Yes", True, 1, "1", "true")
    user = frappe.session.user
    likers = as_list(frappe.db.get_value(doctype, name, "_liked_by"), "_liked_by")
    if wanted == (user in likers):
        return
    likers = [*likers, user] if wanted else [liker for liker in likers if liker != user]
    frappe.db.set_value(doctype, name, "_liked_by", json.dumps(likers), update_modified=False)
    if wanted:
        doc.add_comment("Like", _("Liked"))
    else:
        filters = {
            "comment_type": "Like",
            "reference_doctype": doctype,
            "reference_name": name,
            "owner": user,
        }
        for comment in frappe.get_all("Comment", filters=filters, pluck="name"):
            frappe.delete_doc("Comment", comment, ignore_permissions=True)
