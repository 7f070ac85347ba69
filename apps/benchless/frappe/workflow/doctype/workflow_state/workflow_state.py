"""Names of states."""

from __future__ import annotations

from frappe.model.document import Document


class WorkflowState(Document):
    """One state with its colour."""
