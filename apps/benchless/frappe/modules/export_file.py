"""Standard documents into the folders of their modules: for developers only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import frappe
from benchless.schema.meta import CHILD_FIELDS, STANDARD_FIELDS
from benchless.setup.fixtures import as_text
from benchless.values import scrub
from frappe.modules.utils import get_module_path

NOT_WRITTEN = ("_user_tags", "_comments", "_assign", "_liked_by", "__onload", "__islocal", "__unsaved")
NOT_OF_ROWS = ("doctype", *STANDARD_FIELDS, *CHILD_FIELDS)


def export_to_files(
    record_list: list[list[str]] | None = None, record_module: str | None = None, verbose: int = 0,
    create_init: bool | None = None,
) -> list[str]:  # fmt: skip
    """Write documents (`[["Report", "name"], …]`) into a module; gives the files. Nothing while importing."""
    if frappe.flags.in_import:
        return []
    return [
        write_document_file(frappe.get_doc(*record[:2]), record_module, create_init)
        for record in record_list or []
    ]


def export_doc(doc: Any) -> str:
    """Write one document into its own module."""
    return write_document_file(doc)


def write_document_file(
    doc: Any,
    record_module: str | None = None,
    create_init: bool | None = None,
    folder_name: str | None = None,
) -> str:
    """Write one document as `<module>/<type>/<name>/<name>.json`; gives the file. Raises PermissionError."""
    if not (frappe.conf.developer_mode or frappe.flags.in_test):
        raise frappe.PermissionError(frappe._("Standard documents are written in developer mode only"))
    module = record_module or doc.get("module") or frappe.get_meta(doc.doctype).module
    folder = create_folder(module, folder_name or doc.doctype, doc.name, bool(create_init))
    path = Path(folder) / f"{scrub(doc.name)}.json"
    path.write_text(as_text(strip_default_fields(doc)), "utf-8")
    return str(path)


def strip_default_fields(doc: Any) -> dict[str, Any]:
    """A document without what belongs to this site alone."""
    data = doc.as_dict(no_nulls=True, convert_dates_to_str=True)
    for key in NOT_WRITTEN:
        data.pop(key, None)
    for rows in (value for value in data.values() if isinstance(value, list)):
        for row in rows:
            for key in (*NOT_OF_ROWS, *NOT_WRITTEN):
                row.pop(key, None)
    return dict(data)


def create_folder(module: str, dt: str, dn: str, create_init: bool) -> str:
    """The folder of a document, made where it is missing."""
    folder = os.path.join(get_module_path(module), scrub(dt), scrub(dn))
    frappe.create_folder(folder)
    for place in (folder, os.path.dirname(folder)) if create_init else ():
        Path(place, "__init__.py").touch()
    return folder
