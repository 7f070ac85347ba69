"""From what a visitor typed to a document's fields and files."""

from __future__ import annotations

from typing import Any, NamedTuple

import frappe
from benchless.context import current
from benchless.files.upload import check_website_user
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.utils.file_manager import save_file

ATTACHMENTS = ("Attach", "Attach Image")
DATA = "data:"
MEGABYTE = 1024 * 1024


class Sent(NamedTuple):
    """A file that came inside the values."""

    fieldname: str
    name: str
    content: str


def take(form: Any, document: Any, values: Row) -> list[Sent]:
    """Set the fields that the form asks for, and no others; gives the files."""
    files = []
    document.flags.largest_picture = cint(form.max_attachment_size) * MEGABYTE
    for row in form.web_form_fields or []:
        field = document.meta.get_field(row.fieldname)
        if field is None or cint(row.read_only):
            continue
        value = values.get(row.fieldname, row.default if document.is_new() else document.get(row.fieldname))
        if field.fieldtype in ATTACHMENTS and DATA in cstr(value):
            files.append(_checked(form, _sent(row.fieldname, cstr(value))))
            value = "" if document.is_new() else document.get(row.fieldname)
        document.set(row.fieldname, value)
    return files


def _sent(fieldname: str, text: str) -> Sent:
    """`name.pdf,data:application/pdf;base64,AAAA`: the way files stand in values."""
    name, comma, rest = text.partition(",")
    if name.startswith(DATA) or not comma:
        name, rest = fieldname, text
    return Sent(fieldname, name, rest.rpartition(",")[2])


def _checked(form: Any, file: Sent) -> Sent:
    """Refuse what a visitor may not leave here: other kinds than usual, too big for the form."""
    check_website_user(current(), file.name)
    limit = cint(form.max_attachment_size) * MEGABYTE
    if limit and len(file.content) * 3 // 4 > limit:
        text = _("File size exceeded the maximum allowed size of {0} MB").format(
            cint(form.max_attachment_size)
        )
        frappe.throw(text, frappe.MaxFileSizeReachedError)
    return file


def refuse_missing(form: Any, document: Any, files: list[Sent]) -> None:
    """Raise MandatoryError for what the form itself demands."""
    sent = {file.fieldname for file in files}
    missing = [
        _(row.label or row.fieldname)
        for row in form.web_form_fields or []
        if cint(row.reqd) and _is_asked(row) and row.fieldname not in sent and not document.get(row.fieldname)
    ]
    if missing:
        frappe.throw(_("{0} is required").format(", ".join(missing)), frappe.MandatoryError)


def _is_asked(row: Any) -> bool:
    return bool(row.fieldname) and not cint(row.hidden) and not row.depends_on


def attach(document: Any, files: list[Sent]) -> None:
    """Keep the files and write their addresses into the document."""
    for file in files:
        kept = save_file(
            file.name,
            file.content,
            document.doctype,
            document.name,
            decode=True,
            is_private=1,
            df=file.fieldname,
        )
        document.set(file.fieldname, kept.file_url)
    if files:
        document.flags.ignore_permissions = True
        document.save()
