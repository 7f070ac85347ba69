"""A domain: a kind of work that some DocTypes, roles and modules belong to."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document


class Domain(Document):
    """One domain; an app says more about it in the hook `domains`."""

    def setup_data(self) -> Any:
        """What an app says about the domain."""
        return frappe.get_domain_data(self.name)
