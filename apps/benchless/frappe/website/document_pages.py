"""Public pages of documents whose DocType has a web view, and lists of them.

A page is there for a published document alone; where guests may not view the DocType, for those who may read
the document. For anybody else there is no such page.
"""

from __future__ import annotations

from typing import Any

import frappe
from benchless.access.website import has_website_permission
from benchless.context import current
from benchless.errors import TemplateNotFoundError
from benchless.schema.files import module_apps
from benchless.values import Row, cint, cstr, scrub
from frappe.utils import sanitize_html
from frappe.website.website_generator import WebsiteGenerator

TEMPLATE = "frappe/templates/web_document.html"
LIST = "frappe/templates/web_document_list.html"
PAGE = 20
UNSHOWN = ("Password", "Signature", "Attach", "JSON", "Code")


def html_at(path: str) -> str | None:
    """The page of a published document, or of a list of them; None for other addresses."""
    for doctype in doctypes_with_pages():
        meta = frappe.get_meta(doctype)
        if path == cstr(meta.route) and cint(meta.allow_guest_to_view):
            return _list(meta)
        document = document_at(meta, path)
        if document is not None:
            return _page(document)
    return None


def doctypes_with_pages() -> list[str]:
    """DocTypes with a web view and a field for the address; also those of the hook `website_generators`."""
    store = current().site.cache.store("schema")
    if "web views" not in store:
        marked = frappe.get_all("DocType", {"has_web_view": 1}, pluck="name", order_by="name")
        hooked = current().site.hook_list("website_generators")
        names = [name for name in dict.fromkeys([*hooked, *marked]) if frappe.db.exists("DocType", name)]
        store["web views"] = [name for name in names if frappe.get_meta(name).has_field("route")]
    return store["web views"]  # type: ignore[no-any-return]


def document_at(meta: Any, path: str) -> Any:
    """The document at an address, if it is published and the visitor may see it."""
    name = frappe.db.get_value(meta.name, {"route": path, "docstatus": ["<", 2]}) if path else None
    document = frappe.get_doc(meta.name, name) if name else None
    return document if document is not None and is_published(document) and may_view(document) else None


def is_published(document: Any) -> bool:
    """Whether a document says so itself, or its published field does."""
    if isinstance(document, WebsiteGenerator):
        return document.is_website_published()
    field = cstr(document.meta.is_published_field)
    return bool(cint(document.get(field))) if field else True


def may_view(document: Any) -> bool:
    """Guests may be let in by the DocType; others need the right to read."""
    if cint(document.meta.allow_guest_to_view):
        return True
    return document.has_permission("read") or has_website_permission(document)


# pages ----------------------------------------------------------------------------------------


def _page(document: Any) -> str:
    """The app's template; a plain page of the document's fields without one."""
    document.apply_fieldlevel_read_permissions()
    context = Row(document.as_dict(), doc=document, title=document.get_title(), route=document.route)
    if isinstance(document, WebsiteGenerator):
        context.update(document.get_page_info(), parents=document.get_parents(context))
        context = document.get_context(context) or context
    try:
        return str(frappe.render_template(template_of(document, context), context, is_path=True))
    except TemplateNotFoundError:
        fields = shown_fields(document)
        return str(frappe.render_template(TEMPLATE, {"title": context.title, "fields": fields}))


def template_of(document: Any, context: Row) -> str:
    """What the controller names, or the file beside it."""
    if context.get("template"):
        return cstr(context.template)
    name, module = scrub(document.doctype), cstr(document.meta.module)
    app = module_apps(current().site).get(module, "frappe")
    return f"{app}/{scrub(module)}/doctype/{name}/templates/{name}.html"


def shown_fields(document: Any) -> list[dict[str, Any]]:
    """Label and clean HTML of the fields that a plain page shows."""
    hidden = {document.meta.get_title_field(), "route", cstr(document.meta.is_published_field)}
    return [
        {
            "label": frappe._(field.label),
            "value": sanitize_html(cstr(document.get_formatted(field.fieldname))),
        }
        for field in document.meta.value_fields
        if document.get(field.fieldname) not in (None, "", 0)
        and field.fieldname not in hidden
        and field.fieldtype not in UNSHOWN
        and not cint(field.hidden)
        and not cint(field.permlevel)
    ]


def _list(meta: Any) -> str:
    """Titles of published documents, the newest first."""
    start = max(cint(frappe.form_dict.get("start")), 0)
    field = cstr(meta.is_published_field)
    rows = frappe.get_all(
        meta.name,
        filters={"route": ["is", "set"], "docstatus": ["<", 2], **({field: 1} if field else {})},
        fields=["route", f"{meta.get_title_field()} as title"],
        order_by="creation desc",
        start=start,
        limit=PAGE + 1,
    )
    following = start + PAGE if len(rows) > PAGE else None
    context = {"title": frappe._(meta.name), "rows": rows[:PAGE], "route": meta.route, "next": following}
    return str(frappe.render_template(LIST, context))
