"""Settings of the site."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

import frappe
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document

DEFAULTS = (
    "date_format", "time_format", "number_format", "float_precision", "currency_precision", "currency",
    "country",
    "time_zone", "language", "first_day_of_the_week", "rounding_method",
)  # fmt: skip


class SystemSettings(Document):
    """Language, formats, security."""

    def validate(self) -> None:
        if self.time_zone and self.time_zone not in available_timezones():
            frappe.throw(_("Time zone {0} is unknown").format(self.time_zone))
        self.check_expiry()
        if cint(self.enable_password_policy) and not cint(self.minimum_password_score):
            frappe.throw(_("Please select Minimum Password Score"))

    def check_expiry(self) -> None:
        """`hours:minutes`."""
        parts = cstr(self.session_expiry).split(":")
        if self.session_expiry and (len(parts) < 2 or not all(part.isdigit() for part in parts)):
            frappe.throw(_("Session Expiry must be in format {0}").format("hh:mm"))

    def on_update(self) -> None:
        """Apps ask for some settings as defaults."""
        for key in DEFAULTS:
            if self.get(key):
                frappe.db.set_default(key, self.get(key))


@frappe.whitelist()
def load() -> dict[str, Any]:
    """Time zones and present values, for a settings page."""
    frappe.only_for("System Manager")
    doc = frappe.get_doc("System Settings")
    defaults = {key: doc.get(key) for key in DEFAULTS}
    return {"timezones": sorted(available_timezones()), "defaults": defaults}
