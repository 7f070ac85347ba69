"""Forms on the website: what a visitor sends becomes a document."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonDict, JsonNames, Scalar
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.model.document import Document
from frappe.rate_limiter import rate_limit
from frappe.website import form_rights
from frappe.website.form_values import attach, refuse_missing, take
from frappe.website.utils import cleanup_page_name

LAYOUT = ("Section Break", "Column Break", "Page Break", "Tab Break", "HTML", "Heading")
CALLS, SECONDS = 10, 60


class WebForm(Document):
    """A form for the documents of one DocType."""

    route: str

    def autoname(self) -> None:
        """Named by its title."""
        if not self.name:
            self.name = cleanup_page_name(self.title)

    def validate(self) -> None:
        self.route = (self.route or cleanup_page_name(self.title)).strip("/")
        if not frappe.flags.in_import:
            self.check_fields()

    def check_fields(self) -> None:
        """Every field of the form is a field of the DocType."""
        meta = frappe.get_meta(self.doc_type)
        asked = [row.fieldname for row in self.web_form_fields or [] if row.fieldtype not in LAYOUT]
        missing = [name for name in asked if not meta.has_field(name)]
        if missing:
            text = _("Following fields are missing:") + f" {', '.join(missing)}"
            frappe.throw(text, frappe.ValidationError)

    def has_web_form_permission(self, doctype: str, name: str, ptype: str = "read") -> bool:
        """Whether the visitor may see or change an earlier document through this form."""
        return form_rights.may(self, frappe.get_doc(doctype, name), ptype)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(key="web_form", limit=CALLS, seconds=SECONDS)
def accept(web_form: str, data: JsonDict) -> Any:
    """Make a document of what a visitor typed, or change the visitor's own. Gives the document."""
    form = published(web_form)
    values = Row(frappe.parse_json(data))
    form_rights.check_may_send(form, values)
    frappe.flags.in_web_form = True
    document = frappe.get_doc(form.doc_type, values.name) if values.name else frappe.new_doc(form.doc_type)
    files = take(form, document, values)
    refuse_missing(form, document, files)
    _write(form, document, has_files=bool(files))
    attach(document, files)
    frappe.flags.web_form_doc = document
    return document


def published(name: str) -> Any:
    """A Web Form that is open to visitors. Raises DoesNotExistError."""
    form = frappe.get_doc("Web Form", name)
    if not cint(form.published) and not frappe.has_permission("Web Form", "write"):
        frappe.throw(_("{0} {1} not found").format(_("Web Form"), name), frappe.DoesNotExistError)
    return form


def _write(form: Any, document: Any, *, has_files: bool) -> None:
    with form_rights.as_sender(form):
        if document.is_new():
            document.insert(ignore_permissions=True, ignore_mandatory=has_files)
        elif form_rights.may(form, document, "write"):
            document.save(ignore_permissions=True)
        else:
            document.save()


@frappe.whitelist(methods=["POST", "DELETE"])
def delete(web_form_name: str, docname: str) -> None:
    """Delete the visitor's own document, where the form allows it. Raises PermissionError."""
    form = published(web_form_name)
    owner = frappe.db.get_value(form.doc_type, docname, "owner")
    if not (cint(form.allow_delete) and owner == frappe.session.user):
        frappe.throw(_("Not Allowed"), frappe.PermissionError)
    frappe.delete_doc(form.doc_type, docname, ignore_permissions=True)


@frappe.whitelist(methods=["POST", "DELETE"])
def delete_multiple(web_form_name: str, docnames: JsonNames) -> None:
    """Delete several of the visitor's documents; those of others are left and named."""
    form = published(web_form_name)
    names = [cstr(name) for name in frappe.parse_json(docnames)]
    own = {"name": ["in", names], "owner": frappe.session.user}
    allowed = frappe.get_all(form.doc_type, filters=own, pluck="name") if cint(form.allow_delete) else []
    for name in allowed:
        frappe.delete_doc(form.doc_type, name, ignore_permissions=True)
    left = [name for name in names if name not in allowed]
    if left:
        frappe.throw(
            _("You do not have permission to delete: {0}").format(", ".join(left)), frappe.PermissionError
        )


def check_webform_perm(doctype: str, name: str) -> bool:
    """What the controller says through `has_webform_permission`."""
    document = frappe.get_doc(doctype, name)
    return hasattr(document, "has_webform_permission") and bool(document.has_webform_permission())


@frappe.whitelist(allow_guest=True)
def get_form_data(doctype: str, docname: str | None = None, web_form_name: str | None = None) -> Row:
    """The form, and the document that is to be changed."""
    form = published(cstr(web_form_name))
    form_rights.check_login(form)
    out = Row(web_form=form.as_dict(), doc=Row(), has_attach_field=_has_attachment(form))
    if docname:
        document = frappe.get_doc(form.doc_type, docname)
        if not form_rights.may(form, document, "read"):
            frappe.throw(_("Not permitted"), frappe.PermissionError)
        shown = {row.fieldname for row in form.web_form_fields} | {"name", "doctype"}
        out.doc = Row({key: value for key, value in document.as_dict().items() if key in shown})
    return out


def _has_attachment(form: Any) -> bool:
    return any(row.fieldtype in ("Attach", "Attach Image") for row in form.web_form_fields or [])


@frappe.whitelist()
def get_in_list_view_fields(doctype: str) -> list[Row]:
    """Title, name and the fields of the list view."""
    meta = frappe.get_meta(doctype)
    title = [meta.title_field] if meta.title_field else []
    listed = [*title, "name", *(f.fieldname for f in meta.fields if cint(f.in_list_view))]
    labels = dict.fromkeys(listed)
    return [
        Row(label=meta.get_label(name), fieldname=name, fieldtype=meta.get_fieldtype(name)) for name in labels
    ]


@frappe.whitelist(allow_guest=True)
def get_link_options(web_form_name: str, doctype: str, allow_read_on_all_link_options: Scalar = False) -> Any:
    """Choices of a link of the form: what the visitor may read, or all where the field says so."""
    form = published(web_form_name)
    form_rights.check_login(form)
    fields = [row for row in form.web_form_fields or [] if row.fieldtype == "Link" and row.options == doctype]
    if not fields:
        frappe.throw(
            _("You don't have permission to access the {0} DocType.").format(doctype), frappe.PermissionError
        )
    if any(cint(row.allow_read_on_all_link_options) for row in fields):
        return frappe.get_all(doctype, fields=["name as value"], order_by="name asc")
    return frappe.get_list(doctype, fields=["name as value"], order_by="name asc", limit_page_length=0)
