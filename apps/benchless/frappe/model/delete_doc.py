"""`frappe.model.delete_doc`."""

from benchless.documents import delete_doc

__all__ = ["delete_doc"]
