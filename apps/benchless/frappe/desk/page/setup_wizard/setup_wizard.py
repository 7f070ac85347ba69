"""First settings of a site. There is no wizard to click through here: the same is done by one call."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import dotted
from benchless.arguments import JsonDict
from frappe import _

SETTINGS = ("language", "country", "time_zone", "currency")


@frappe.whitelist(methods=["POST"])
def setup_complete(args: JsonDict) -> dict[str, str]:
    """Write the answers of a wizard (`language, country, timezone, currency`); then the apps do theirs."""
    frappe.only_for("System Manager")
    given = frappe._dict(frappe.parse_json(args) or {})
    given.time_zone = given.get("timezone") or given.get("time_zone")
    known = {key: given[key] for key in SETTINGS if given.get(key)}
    if known.get("country") and not frappe.db.exists("Country", known["country"]):
        frappe.throw(_("{0} {1} not found").format(_("Country"), known["country"]), frappe.DoesNotExistError)
    frappe.get_doc("System Settings").update({**known, "setup_complete": 1}).save()
    for path in frappe.get_hooks("setup_wizard_complete") or []:
        dotted.call(path, given)
    return {"status": "ok"}


def make_records(records: list[dict[str, Any]], debug: bool = False) -> None:
    """Insert documents of which some may be there; `__condition` is a function that must be true."""
    for record in records:
        data = dict(record)
        condition = data.pop("__condition", None)
        if condition is not None and not condition():
            continue
        doc = frappe.get_doc(data)
        doc.flags.ignore_mandatory = True
        try:
            with frappe.db.attempt():
                doc.insert(ignore_permissions=True, ignore_if_duplicate=True)
        except frappe.DuplicateEntryError:
            if frappe.get_meta(doc.doctype).is_tree:
                raise
