"""What addresses and contacts have in common: links to the documents that they belong to."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cstr
from frappe.model.document import Document
from frappe.model.naming import append_number_if_name_exists


def name_of(doctype: str, wanted: str) -> str:
    """A name that no other document has."""
    return append_number_if_name_exists(doctype, wanted, separator="-")


class LinkedDocument(Document):
    """Belongs to documents by its table `links`."""

    links: list[Any]

    def complete_links(self) -> None:
        """A link shows the title of its document; the same document is linked once."""
        seen: set[tuple[str, str]] = set()
        for link in list(self.links or []):
            key = (cstr(link.link_doctype), cstr(link.link_name))
            if key in seen:
                self.remove(link)
                continue
            seen.add(key)
            if not link.link_title and all(key):
                link.link_title = frappe.get_doc(*key).get_title()

    def get_link_for(self, doctype: str) -> str | None:
        """The first linked document of a DocType."""
        return next((link.link_name for link in self.links if link.link_doctype == doctype), None)

    def has_link(self, doctype: str, name: str) -> bool:
        """Whether a document is linked."""
        return any((link.link_doctype, link.link_name) == (doctype, name) for link in self.links)

    def add_link(self, doctype: str, name: str, autosave: bool = False) -> None:
        """Link one more document."""
        if not self.has_link(doctype, name):
            self.append("links", {"link_doctype": doctype, "link_name": name})
        if autosave:
            self.save(ignore_permissions=True)

    def has_common_link(self, doc: Any) -> bool:
        """Whether another address or contact belongs to the same document."""
        return any(self.has_link(link.link_doctype, link.link_name) for link in doc.links)
