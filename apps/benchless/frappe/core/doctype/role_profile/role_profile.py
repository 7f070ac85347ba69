"""Role profiles: sets of roles that users get together."""

from __future__ import annotations

import frappe
from frappe.model.document import Document


class RoleProfile(Document):
    """A named set of roles."""

    def autoname(self) -> None:
        self.name = self.role_profile

    def on_update(self) -> None:
        """Users with the profile follow it."""
        for name in frappe.get_all("User", {"role_profile_name": self.name}, pluck="name"):
            frappe.get_doc("User", name).save(ignore_permissions=True)
