"""`frappe.model.document`: what controllers inherit from."""

from benchless.documents import BaseDocument, Document, copy_doc, get_controller, get_doc, new_doc

__all__ = ["BaseDocument", "Document", "copy_doc", "get_controller", "get_doc", "new_doc"]
