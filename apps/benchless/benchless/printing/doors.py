"""Prints as the outside asks for them."""

from __future__ import annotations

import secrets
from typing import Any

from benchless.arguments import as_dict, as_doc, as_scalar
from benchless.context import current
from benchless.documents import BaseDocument, get_doc
from benchless.documents.lookup import exists
from benchless.errors import ValidationError
from benchless.messages import throw
from benchless.printing import page, pdf
from benchless.translations import _
from benchless.values import cint, cstr

# What the page of a print is asked with.
TEXTS = ("doctype", "name", "format", "no_letterhead", "letterhead", "_lang")


def get_print(
    doctype: str | None = None,
    name: Any = None,
    print_format: str | None = None,
    *,
    as_pdf: bool = False,
    doc: Any = None,
    no_letterhead: Any = 0,
    password: str | None = None,
    pdf_options: dict[str, Any] | None = None,
    letterhead: str | None = None,
    lang: str | None = None,
) -> Any:
    """HTML of a print, or its PDF."""
    document = doc if isinstance(doc, BaseDocument) else page.load(str(doctype), name)
    paper = page.prepare(
        document, print_format, no_letterhead=no_letterhead, letterhead=letterhead, lang=lang
    )
    if not as_pdf:
        return paper.page()
    drawn = paper.pdf(pdf_options)
    return pdf.protected(drawn, password) if password else drawn


def view() -> str:
    """The page `/printview` of the current request. Its answer runs no script but ours."""
    session = current()
    form = session.form_dict
    if not (form.get("doctype") and form.get("name")):
        return f"<!DOCTYPE html><h1>{_('Error')}</h1><p>{_('Parameters doctype and name required')}</p>"
    texts = {key: as_scalar(form.get(key), key) for key in TEXTS}
    language = cstr(texts["_lang"]) or None
    session.lang = language or session.lang
    document = page.load(cstr(texts["doctype"]), texts["name"])
    paper = page.prepare(
        document,
        cstr(texts["format"]) or None,
        no_letterhead=texts["no_letterhead"],
        letterhead=cstr(texts["letterhead"]) or None,
        lang=language,
        settings=_settings(form.get("settings")),
    )
    nonce = secrets.token_urlsafe(12)
    policy = f"script-src 'nonce-{nonce}'; object-src 'none'; base-uri 'none'"
    session.response_headers.append(("Content-Security-Policy", policy))
    return paper.page(toolbar=True, nonce=nonce, trigger_print=bool(cint(form.get("trigger_print"))))


def html_and_style(
    doc: Any,
    name: Any = None,
    print_format: str | None = None,
    *,
    no_letterhead: Any = None,
    letterhead: str | None = None,
    settings: Any = None,
    lang: str | None = None,
) -> dict[str, Any]:
    """`{"html", "style"}` of a document: by name, or as the data that a form holds."""
    document = _document(doc, name)
    chosen = _settings(settings)
    paper = page.prepare(
        document, print_format, no_letterhead=no_letterhead, letterhead=letterhead, lang=lang, settings=chosen
    )
    return {"html": paper.html(), "style": paper.style()}


def _document(doc: Any, name: Any) -> Any:
    if isinstance(doc, BaseDocument):
        return doc
    if name:
        return page.load(cstr(doc), name)
    data = as_doc(doc)
    if data.get("name") and exists(data["doctype"], cstr(data["name"])):
        page.load(data["doctype"], data["name"]).check_permission("read")
    return get_doc(data)


def _settings(given: Any) -> dict[str, Any]:
    """What the person chose in the preview; which papers may be printed is not theirs to choose."""
    chosen = as_dict(given)
    return {key: value for key, value in chosen.items() if not key.startswith("allow_print")}


def many(papers: dict[str, list[Any]], print_format: str | None = None, **options: Any) -> bytes:
    """Several documents (DocType → names) as one PDF."""
    drawn = [
        get_print(doctype, name, print_format, as_pdf=True, **options)
        for doctype, names in papers.items()
        for name in names
    ]
    if not drawn:
        throw(_("Nothing to print"), ValidationError)
    return pdf.join(drawn)
