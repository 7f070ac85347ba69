"""Heads and feet of prints."""

from __future__ import annotations

import frappe
from benchless.values import cint, flt
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html
from frappe.utils.jinja import validate_template


class LetterHead(Document):
    """One letter head."""

    def before_insert(self) -> None:
        """The first one is the default."""
        if not frappe.db.exists("Letter Head", {"is_default": 1}):
            self.is_default = 1

    def validate(self) -> None:
        if cint(self.disabled) and cint(self.is_default):
            frappe.throw(_("Letter Head cannot be both disabled and default"))
        if self.source == "Image" and self.image:
            self.content = picture(self.image, self.image_width, self.image_height, self.align)
        if self.footer_source == "Image" and self.footer_image:
            self.footer = picture(self.footer_image, None, None, self.align)
        validate_template(self.content)
        validate_template(self.footer)

    def on_update(self) -> None:
        """Only one is the default."""
        if not cint(self.is_default):
            return
        others = frappe.get_all(
            "Letter Head", filters={"is_default": 1, "name": ["!=", self.name]}, pluck="name"
        )
        for name in others:
            frappe.db.set_value("Letter Head", name, "is_default", 0)


def picture(url: str, width: object, height: object, align: str | None) -> str:
    """A picture as a head."""
    sizes = {"width": flt(width), "height": flt(height)}
    size = "".join(f" {side}: {value:g}px;" for side, value in sizes.items() if value)
    place = (align or "Left").lower()
    image = f'<img src="{escape_html(url)}" style="max-width: 100%;{size}">'
    return f'<div style="text-align: {place};">{image}</div>'
