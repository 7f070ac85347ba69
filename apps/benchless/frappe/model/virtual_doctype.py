"""What a controller of a virtual DocType must be able to do."""

from __future__ import annotations

import frappe
from benchless.documents import BaseDocument, Document, get_controller
from frappe import _

STATIC = ("get_list", "get_count", "get_stats")
OWN = ("db_insert", "db_update", "load_from_db", "delete")


def validate_controller(doctype: str) -> None:
    """Refuse a virtual DocType whose controller lacks a method. Raises ValidationError."""
    try:
        controller = get_controller(doctype)
    except ImportError:
        frappe.msgprint(_("The virtual DocType {0} has no controller").format(doctype))
        return
    missing = [
        name for name in STATIC if not isinstance(controller.__dict__.get(name), staticmethod | classmethod)
    ]
    missing += [
        name for name in OWN if getattr(controller, name, None) in (None, getattr(Document, name, None))
    ]
    if missing and issubclass(controller, BaseDocument):
        text = _("The virtual DocType {0} lacks these methods: {1}")
        frappe.throw(text.format(doctype, ", ".join(missing)), title=_("Virtual DocType"))
