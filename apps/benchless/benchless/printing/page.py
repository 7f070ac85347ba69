"""A document on paper: who may print it, its letter head, its HTML, its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from benchless.access import has_permission
from benchless.access.website import has_website_permission
from benchless.context import current
from benchless.documents import get_doc
from benchless.documents.events import run_event
from benchless.documents.permlevels import hide
from benchless.errors import PermissionError
from benchless.messages import throw
from benchless.printing import pdf
from benchless.printing.environment import render
from benchless.printing.layout import make_layout
from benchless.printing.papers import chosen_fields, filled, find_paper, is_custom
from benchless.printing.standard import standard_html
from benchless.printing.style import BASE, SCREEN
from benchless.settings import setting
from benchless.translations import _
from benchless.values import Row, cint, cstr, flt

SETTINGS = {
    "with_letterhead": 1,
    "allow_print_for_draft": 1,
    "add_draft_heading": 1,
    "allow_print_for_cancelled": 0,
    "repeat_header_footer": 1,
    "font_size": 9,
    "pdf_page_size": "A4",
    "print_style": None,
    "font": "Default",
}
FONTS = {"Default", "", None}


@dataclass
class Paper:
    """One document ready to be printed."""

    doc: Any
    design: Any
    settings: Row
    no_letterhead: bool
    letterhead: str | None = None
    lang: str | None = None

    def html(self) -> str:
        """The content of the page."""
        session = current()
        before = session.lang
        if self.lang:
            session.lang = self.lang
        try:
            return self._content()
        finally:
            session.lang = before

    def _content(self) -> str:
        head = letter_head(self.doc, self.letterhead, self.no_letterhead)
        chosen = chosen_fields(self.design, self.doc.meta)
        if self.design is not None and is_custom(self.design):
            return filled(self.design, self._context(head))
        body = standard_html(self.doc, self.settings, self.design, chosen)
        top = (
            f'<div id="header-html"><div class="letter-head">{head.content}</div></div>'
            if head.content
            else ""
        )
        foot = (
            f'<div id="footer-html"><div class="letter-head-footer">{head.footer}</div></div>'
            if head.footer
            else ""
        )
        return f"{top}{body}{foot}"

    def _context(self, head: Row) -> dict[str, Any]:
        return {
            "doc": self.doc,
            "meta": self.doc.meta,
            "layout": LazyLayout(self.doc),
            "no_letterhead": self.no_letterhead,
            "letter_head": head.content,
            "footer": head.footer,
            "print_settings": self.settings,
            "print_format": self.design,
            "lang": self.lang or current().lang,
            "layout_direction": "ltr",
            "trigger_print": 0,
        }

    def style(self) -> str:
        """The style sheet: ours, the chosen Print Style's, the design's own."""
        design = self.design
        own = [BASE, font_rule(self.settings, design)]
        if self.settings.print_style:
            rows = current().db.rows(
                "SELECT css FROM `tabPrint Style` WHERE name = ?", (self.settings.print_style,)
            )
            own += [cstr(row[0]) for row in rows]
        if design is not None:
            own.append(cstr(design.css))
        return "\n".join(own)

    def page(self, *, toolbar: bool = False, nonce: str | None = None, trigger_print: bool = False) -> str:
        """The whole HTML page."""
        title = escape(f"{_(self.doc.doctype)} {cstr(self.doc.name)}".strip())
        script = (
            f'<script nonce="{nonce}">window.onload = () => window.print()</script>' if trigger_print else ""
        )
        return (
            f'<!DOCTYPE html><html lang="{escape(self.lang or current().lang)}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
            f"<style>{self.style()}{SCREEN if toolbar else ''}</style></head><body>"
            f'<div class="print-format-gutter"><div class="print-format">{self.html()}</div></div>'
            f"{script}</body></html>"
        )

    def pdf_options(self, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """Size and margins from the settings and the design."""
        options: dict[str, Any] = {"page-size": self.settings.pdf_page_size}
        if self.design is not None:
            for side in ("top", "right", "bottom", "left"):
                value = self.design.get(f"margin_{side}")
                if value is not None:
                    options[f"margin-{side}"] = flt(value)
            options["page-number"] = self.design.get("page_number")
        options.update(given or {})
        return options

    def pdf(self, options: dict[str, Any] | None = None) -> bytes:
        return pdf.draw(self.page(), self.pdf_options(options))


class LazyLayout:
    """Pages of the standard print; most designs never ask for them."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc

    def __iter__(self) -> Any:
        return iter(make_layout(self.doc))


def print_settings(overrides: dict[str, Any] | None = None) -> Row:
    """Print Settings with their defaults."""
    values = Row({name: setting("Print Settings", name, default) for name, default in SETTINGS.items()})
    for name, default in SETTINGS.items():
        if isinstance(default, int):
            values[name] = cint(values[name])
    return values.update(overrides or {})


def prepare(
    doc: Any,
    paper: str | None = None,
    *,
    no_letterhead: Any = None,
    letterhead: str | None = None,
    lang: str | None = None,
    settings: dict[str, Any] | None = None,
    check: bool = True,
) -> Paper:
    """The document with its design, after all checks. Raises PermissionError."""
    chosen = print_settings(settings)
    if check:
        check_print(doc, chosen)
        hide(doc)
    design = find_paper(doc.meta, paper)
    run_event(doc, "before_print", chosen)
    bare = not chosen.with_letterhead if no_letterhead in (None, "") else bool(cint(no_letterhead))
    language = lang or doc.get("language") or (design.default_print_language if design is not None else None)
    return Paper(doc, design, chosen, bare, letterhead, language)


def load(doctype: str, name: Any) -> Any:
    """A document to print, in a copy of its own."""
    return get_doc(doctype, name)


def check_print(doc: Any, settings: Row) -> None:
    """Printing needs the right to read or print; drafts and cancelled documents need the settings' leave."""
    flags = current().flags
    if not (flags.ignore_print_permissions or may_print(doc)):
        throw(_("No permission for {0}").format(f"{_(doc.doctype)} {doc.name}"), PermissionError)
    if not doc.meta["is_submittable"]:
        return
    if cint(doc.docstatus) == 2 and not settings.allow_print_for_cancelled:
        throw(_("Not allowed to print cancelled documents"), PermissionError)
    if cint(doc.docstatus) == 0 and not settings.allow_print_for_draft:
        throw(_("Not allowed to print draft documents"), PermissionError)


def may_print(doc: Any) -> bool:
    """Read or print right, or a valid share key in the request."""
    if any(has_permission(doc.doctype, right, doc) for right in ("read", "print")):
        return True
    if any(has_website_permission(doc, right) for right in ("read", "print")):
        return True
    key = current().form_dict.get("key")
    return bool(key) and has_share_key(doc, str(key))


def has_share_key(doc: Any, key: str) -> bool:
    today = current().site.now().date().isoformat()
    rows = current().db.rows(
        "SELECT 1 FROM `tabDocument Share Key` WHERE reference_doctype=? AND reference_docname=? AND `key`=?"
        " AND (expires_on IS NULL OR expires_on >= ?)",
        (doc.doctype, str(doc.name), key, today),
    )
    return bool(rows)


def letter_head(doc: Any, name: str | None, without: bool) -> Row:
    """Content and footer of the letter head, filled with the document."""
    if without:
        return Row(content="", footer="")
    wanted = name or doc.get("letter_head")
    where, values = ("name = ?", (wanted,)) if wanted else ("is_default = 1", ())
    rows = current().db.dicts(
        f"SELECT content, footer FROM `tabLetter Head` WHERE {where} LIMIT 1",
        values,
    )
    if not rows:
        return Row(content="", footer="")
    context = {"doc": doc}
    parts = {side: render(cstr(rows[0][side]), context, is_path=False) for side in ("content", "footer")}
    return Row(parts)


def font_rule(settings: Row, design: Any) -> str:
    """Font and size of a standard print, where somebody chose them."""
    family = (design.font if design is not None else None) or settings.font
    size = flt(design.font_size) if design is not None and design.font_size else 0
    rules = ""
    if family not in FONTS:
        rules += f' font-family: "{cstr(family).replace(chr(34), "")}", "Noto Sans SC", sans-serif;'
    if size and design is not None and not is_custom(design):
        rules += f" font-size: {size * 0.75:g}pt;"
    return f".print-format {{{rules} }}" if rules else ""
