"""Documents with a public page of their own: the base class of their controllers."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import Row, cint, cstr
from frappe.model.document import Document
from frappe.website.utils import cleanup_page_name

LONGEST_ROUTE = 139


class WebsiteGenerator(Document):
    """A document that is a page at its `route` while its published field is set.

    A controller may say more in `website` (a dictionary: `template, condition_field, page_title_field`), and
    fill the page in `get_context(context)`.
    """

    website: Row = Row()
    route: Any

    def get_website_properties(self, key: str | None = None, default: Any = None) -> Any:
        """What the controller says about its pages, or one part of it."""
        said = getattr(type(self), "website", None) or Row()
        return said if key is None else said.get(key, default)

    def get_condition_field(self) -> str:
        """The field that says whether a document is published."""
        return cstr(self.get_website_properties("condition_field") or self.meta.is_published_field)

    def get_page_title_field(self) -> str:
        return cstr(self.get_website_properties("page_title_field") or self.meta.get_title_field())

    def get_title(self) -> str:
        return cstr(self.get(self.get_page_title_field()) or self.name)

    def is_website_published(self) -> bool:
        """Whether the document has a page now; without a field for it every document has one."""
        field = self.get_condition_field()
        return bool(cint(self.get(field))) if field else True

    def autoname(self) -> None:
        """By the title, where the DocType has no rule of its own."""
        if not self.name and self.meta.autoname != "hash":
            self.name = self.scrubbed_title()

    def scrubbed_title(self) -> str:
        return cleanup_page_name(self.get_title() if self.get(self.get_page_title_field()) else "")

    def validate(self) -> None:
        self.set_route_if_missing()

    def set_route_if_missing(self) -> None:
        """A document gets an address when it is first saved; the address has no slash at its ends."""
        if not self.route:
            self.route = self.make_route()
        self.route = cstr(self.route).strip("/.")[:LONGEST_ROUTE]

    def make_route(self) -> str:
        """The DocType's own address, then the title."""
        return "/".join(filter(None, (cstr(self.meta.route), self.scrubbed_title() or cstr(self.name))))

    def get_context(self, context: Any) -> Any:
        """Add to what the template sees. For controllers to write."""

    def get_parents(self, context: Any) -> list[Any]:
        """Pages above this one: the list of the DocType, where it has an address."""
        route = cstr(self.meta.route)
        return [{"route": f"/{route}", "title": frappe._(self.doctype)}] if route else []

    def get_page_info(self) -> Row:
        """Address and title, and what the controller said about its pages."""
        return Row(
            self.get_website_properties(),
            doc=self,
            doctype=self.doctype,
            name=self.name,
            route=self.route,
            page_title=self.get_title(),
            title=self.get_title(),
            template=self.get_website_properties("template") or "",
        )
