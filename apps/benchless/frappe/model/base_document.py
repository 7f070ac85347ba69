"""`frappe.model.base_document`."""

from benchless.documents import BaseDocument, get_controller

__all__ = ["BaseDocument", "get_controller"]
