"""The page of a Web Form: its fields in steps, filled with the visitor's own document when there is one."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.http import sessions
from benchless.http.pages import escaped
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.website import form_rights

TEMPLATE = "frappe/templates/web_form.html"
LIST = "frappe/templates/web_form_list.html"
NUMBERS = ("Int", "Float", "Currency", "Percent")
TYPES = {
    "Date": "date", "Datetime": "datetime-local", "Time": "time", "Int": "number", "Float": "number",
    "Currency": "number", "Percent": "number", "Password": "password", "Color": "color", "Attach": "file",
    "Attach Image": "file", "Phone": "tel",
}  # fmt: skip
AREAS = ("Small Text", "Text", "Long Text", "Text Editor", "Markdown Editor", "Code", "HTML Editor")
TEXTS = (
    "Send", "Next", "Previous", "Thank you", "Your information has been submitted", "Home", "New", "Edit",
    "Could not be sent. Please try again.",
)  # fmt: skip


def html_at(path: str) -> str | None:
    """The page at `<route>`, its `/new`, `/list`, `/<name>` and `/<name>/edit`; None for other addresses."""
    form, rest = _form_at(path)
    if form is None:
        return None
    if cint(form.login_required) and frappe.session.user == "Guest":
        frappe.flags.redirect_location = f"/login?redirect-to=/{path}"
        raise frappe.Redirect
    if rest == "list":
        return _list(form)
    name = rest.removesuffix("/edit")
    document = None if name in ("", "new") else frappe.get_doc(form.doc_type, name)
    if rest == "" and not cint(form.allow_multiple):
        document = _own(form)
    if document is not None and not form_rights.may(form, document, "read"):
        raise frappe.PermissionError(_("Not permitted"))
    return _form(form, document)


def _form_at(path: str) -> tuple[Any, str]:
    """The published form whose route begins the path, and the rest of the path."""
    parts = path.split("/")
    for count in range(len(parts), 0, -1):
        route = "/".join(parts[:count])
        name = frappe.db.get_value("Web Form", {"route": route, "published": 1})
        if name:
            return frappe.get_doc("Web Form", name), "/".join(parts[count:])
    return None, ""


def _own(form: Any) -> Any:
    """The document that the visitor sent before, when the form takes one from each."""
    if frappe.session.user == "Guest":
        return None
    name = frappe.db.get_value(form.doc_type, {"owner": frappe.session.user}, order_by="creation desc")
    return frappe.get_doc(form.doc_type, name) if name else None


def _form(form: Any, document: Any) -> str:
    may_write = document is None or (cint(form.allow_edit) and form_rights.may(form, document, "write"))
    settings = {
        "form": form.name,
        "name": document.name if document is not None else None,
        "address": f"/{form.route}",
        "success_url": form.success_url or "",
        "token": sessions.csrf_token(),
        "texts": {text: _(text) for text in TEXTS},
    }
    context = {
        "form": form,
        "title": _(form.title),
        "steps": _steps(form, document),
        "read_only": not may_write,
        "settings": escaped(json.dumps(settings, default=str)),
    }
    return str(frappe.render_template(TEMPLATE, context))


def _steps(form: Any, document: Any) -> list[Row]:
    """Fields by step: a Page Break begins a new one."""
    steps = [Row(title="", fields=[])]
    for row in form.web_form_fields or []:
        if row.fieldtype == "Page Break":
            steps.append(Row(title=_(row.label or ""), fields=[]))
        elif not cint(row.hidden):
            steps[-1].fields.append(_field(form, row, document))
    return steps


def _field(form: Any, row: Any, document: Any) -> Row:
    value = document.get(row.fieldname) if document is not None and row.fieldname else row.default
    return Row(
        fieldname=row.fieldname,
        label=_(row.label or ""),
        kind=_kind(row.fieldtype),
        type=TYPES.get(row.fieldtype, "email" if row.options == "Email" else "text"),
        step="1" if row.fieldtype == "Int" else "any" if row.fieldtype in NUMBERS else None,
        choices=_choices(row),
        value="" if value is None else cstr(value),
        required=bool(cint(row.reqd)),
        read_only=bool(cint(row.read_only)),
        description=_(row.description or ""),
        placeholder=_(row.placeholder or ""),
        max_length=cint(row.max_length) or None,
    )


def _kind(fieldtype: str) -> str:
    if fieldtype in ("Section Break", "Heading"):
        return "heading"
    if fieldtype in ("Column Break", "Tab Break", "HTML", "Button"):
        return "none"
    if fieldtype in AREAS:
        return "area"
    return {"Select": "select", "Link": "select", "Check": "check"}.get(fieldtype, "input")


def _choices(row: Any) -> list[Row]:
    if row.fieldtype == "Select":
        lines = cstr(row.options).split("\n")
        return [Row(value=line.strip(), label=_(line.strip())) for line in lines]
    if row.fieldtype == "Link" and frappe.db.exists("DocType", row.options):
        return [Row(value="", label=""), *(Row(value=name, label=_(name)) for name in _linkable(row))]
    return []


def _linkable(row: Any) -> list[str]:
    if cint(row.allow_read_on_all_link_options):
        return list(frappe.get_all(row.options, pluck="name", order_by="name asc"))
    if not frappe.has_permission(row.options, "select"):
        return []
    return list(frappe.get_list(row.options, pluck="name", order_by="name asc", limit_page_length=0))


def _list(form: Any) -> str:
    """What the visitor sent before."""
    own = {"owner": frappe.session.user}
    columns = [row.fieldname for row in form.list_columns or []] or ["name"]
    fields = list(dict.fromkeys(["name", *columns]))
    rows = frappe.get_all(form.doc_type, filters=own, fields=fields, order_by="creation desc", limit=200)
    meta = frappe.get_meta(form.doc_type)
    context = {
        "form": form,
        "title": _(form.list_title or form.title),
        "labels": [_(meta.get_label(name)) for name in columns],
        "rows": [[row.name, [frappe.format_value(row.get(name), meta.get_field(name)) for name in columns]]
            for row in rows],
    }  # fmt: skip
    return str(frappe.render_template(LIST, context))
