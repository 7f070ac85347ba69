"""One call to or from another server."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.integrations.utils import get_json
from frappe.model.document import Document


class IntegrationRequest(Document):
    """Queued, authorized, completed, cancelled or failed."""

    def autoname(self) -> None:
        if self.flags._name:
            self.name = self.flags._name

    def update_status(self, params: dict[str, Any], status: str) -> None:
        """Add to what was sent, and say how it stands."""
        data = frappe.parse_json(self.data) or {}
        self.db_set({"data": get_json({**data, **params}), "status": status})

    def handle_success(self, response: Any) -> None:
        """It went well."""
        self.db_set({"output": get_json(response), "status": "Completed"})

    def handle_failure(self, response: Any) -> None:
        """It did not."""
        self.db_set({"error": get_json(response), "status": "Failed"})
