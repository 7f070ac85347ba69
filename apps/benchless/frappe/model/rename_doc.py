"""Other names and titles for documents."""

from typing import Any

import frappe
from benchless import documents
from benchless.arguments import JsonList, Scalar
from benchless.context import current
from benchless.documents import lookup, rename_doc
from benchless.documents.backlinks import link_sources
from benchless.documents.naming import check_name
from benchless.documents.renaming import check_renaming
from benchless.errors import FrappeError
from benchless.translations import _
from benchless.values import Row, cint, cstr


@frappe.whitelist(methods=["POST", "PUT"])
def update_document_title(
    doctype: str,
    docname: str,
    title: str | None = None,
    name: str | None = None,
    merge: Scalar = False,
    enqueue: Scalar = False,
    **kwargs: Any,
) -> str:
    """Change the title field, the name, or both."""
    if not lookup.exists(doctype, docname):
        raise frappe.DoesNotExistError(_("{0} {1} not found").format(_(doctype), docname))
    if name and name != docname:
        docname = rename_doc(doctype, docname, name, merge=bool(cint(merge)))
    if title:
        document = documents.get_doc(doctype, docname)
        document.set(document.meta.get_title_field(), title)
        document.save()
    return docname


def bulk_rename(doctype: str, rows: JsonList = None, via_console: bool = False) -> list[str]:
    """Pairs of an old and a new name (a third cell that is true merges); gives one line for each."""
    if not via_console:
        frappe.only_for("System Manager")
    pairs = [row for row in frappe.parse_json(rows) if len(row) > 1 and row[0] and row[1]]
    return [_rename_row(doctype, row) for row in pairs]


def _rename_row(doctype: str, row: list[Any]) -> str:
    try:
        with current().db.attempt():
            rename_doc(doctype, row[0], row[1], merge=bool(len(row) > 2 and cint(row[2])))
    except FrappeError as error:
        return _("** Failed: {0} to {1}: {2}").format(row[0], row[1], error)
    return _("Successful: {0} to {1}").format(row[0], row[1])


def validate_rename(
    doctype: str | None = None, old: str | None = None, new: str | None = None, meta: Any = None,
    merge: bool = False, force: bool = False, ignore_permissions: bool = False,
    ignore_if_exists: bool = False, old_doc: Any = None, save_point: str = "_validate_rename",
) -> str:  # fmt: skip
    """Refuse a renaming that cannot be; gives the new name as it will be."""
    document = old_doc or documents.get_doc(doctype, old)
    wanted = cstr(check_name(document.doctype, new))
    if ignore_if_exists and documents.lookup.exists(document.doctype, wanted):
        return wanted
    check_renaming(document, cstr(document.name), wanted, force=force, merge=merge, free=ignore_permissions)
    return wanted


def get_link_fields(doctype: str) -> list[Row]:
    """Link fields that point to a DocType: `parent` (their DocType) and `fieldname`."""
    sources = [source for source in link_sources(doctype) if source.options_field is None]
    return [Row(parent=source.doctype, fieldname=source.fieldname) for source in sources]
