"""Prints in the browser."""

from typing import Any

import frappe
from benchless import printing
from benchless.arguments import AnyValue, JsonDict, Scalar, as_doc, as_scalar
from benchless.printing.page import may_print
from benchless.values import cstr


def get_html() -> str:
    """The page `/printview`."""
    return printing.view()


@frappe.whitelist()
def get_html_and_style(
    doc: AnyValue,
    name: str | None = None,
    print_format: str | None = None,
    no_letterhead: Scalar = None,
    letterhead: str | None = None,
    trigger_print: Scalar = False,
    style: str | None = None,
    settings: JsonDict = None,
    **_ignored: Any,
) -> dict[str, Any]:
    """`{"html", "style"}` of a document for the preview."""
    return printing.html_and_style(
        doc,
        name,
        print_format,
        no_letterhead=no_letterhead,
        letterhead=letterhead,
        settings=settings,
        lang=cstr(as_scalar(frappe.form_dict.get("_lang"), "_lang")) or None,
    )


@frappe.whitelist()
def get_rendered_raw_commands(
    doc: AnyValue, name: str | None = None, print_format: str | None = None
) -> dict[str, Any]:
    """Printer commands of a raw design."""
    document = frappe.get_doc(doc, name) if name else frappe.get_doc(as_doc(doc))
    paper = printing.prepare(document, print_format)
    commands = paper.design.raw_commands if paper.design else None
    return {"raw_commands": printing.render(commands or "", {"doc": document}, is_path=False)}


def get_print_style(style: str | None = None, print_format: Any = None, for_legacy: bool = False) -> str:
    """The style sheet of a Print Style."""
    return frappe.db.get_value("Print Style", style, "css") or "" if style else ""


def validate_print_permission(doc: Any) -> None:
    """Raise PermissionError unless the user may print (or read) a document, or has a key for it."""
    if not may_print(doc):
        raise frappe.PermissionError(
            frappe._("You do not have permission to access the {0}: {1}").format(doc.doctype, doc.name)
        )


def get_rendered_template(
    doc: Any,
    print_format: Any = None,
    meta: Any = None,
    no_letterhead: Any = None,
    letterhead: str | None = None,
    trigger_print: Any = False,
    settings: dict[str, Any] | None = None,
) -> str:
    """A document's paper as HTML, after the checks of every print."""
    name = getattr(print_format, "name", print_format)
    paper = printing.prepare(doc, name, no_letterhead=no_letterhead, letterhead=letterhead, settings=settings)
    return str(paper.html())
