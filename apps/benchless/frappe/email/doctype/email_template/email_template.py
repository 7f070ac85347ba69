"""Mails that are written once and filled with documents."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonDict
from benchless.values import cint, cstr
from frappe.model.document import Document
from frappe.utils.jinja import validate_template


class EmailTemplate(Document):
    """Subject and text of a mail."""

    @property
    def response_(self) -> str:
        """The text: HTML or what the editor made."""
        return cstr(self.response_html if cint(self.use_html) else self.response)

    def validate(self) -> None:
        validate_template(self.subject)
        validate_template(self.response_)

    def get_formatted_subject(self, doc: Any) -> str:
        return str(frappe.render_template(self.subject, doc))

    def get_formatted_response(self, doc: Any) -> str:
        return str(frappe.render_template(self.response_, doc))

    def get_formatted_email(self, doc: Any) -> dict[str, str]:
        """Both, filled with a document (or its values)."""
        values = frappe.parse_json(doc) if isinstance(doc, str) else doc
        return {"subject": self.get_formatted_subject(values), "message": self.get_formatted_response(values)}


@frappe.whitelist()
def get_email_template(template_name: str, doc: JsonDict) -> dict[str, str]:
    """A template filled with a document's values: `subject` and `message`."""
    template = frappe.get_doc("Email Template", template_name)
    template.check_permission("read")
    return template.get_formatted_email(dict(frappe.parse_json(doc)))  # type: ignore[no-any-return]
