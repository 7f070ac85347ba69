"""The library of files: folders, search, moving, zipping."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import frappe
from benchless import files
from benchless.arguments import JsonList
from benchless.files.upload import max_size
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.file.file import create_new_folder, get_attached_images

__all__ = ["create_new_folder", "get_attached_images"]
FIELDS = ["name", "file_name", "file_url", "is_folder", "modified"]
SEARCHED_PAGE = 20
LARGEST_ZIP = 500


@frappe.whitelist()
def get_max_file_size() -> int:
    """The largest file in bytes."""
    return max_size()


@frappe.whitelist()
def get_files_in_folder(folder: str, start: int = 0, page_length: int = 20) -> dict[str, Any]:
    """A page of what a folder holds, folders first."""
    length, first = cint(page_length), cint(start)
    found = frappe.get_list(
        "File", filters={"folder": folder}, fields=FIELDS, order_by="is_folder desc, file_name asc",
        limit_start=first, limit_page_length=length + 1,
    )  # fmt: skip
    attachments = "Home/Attachments"
    if folder == "Home" and not first and not any(row.name == attachments for row in found):
        known = frappe.db.get_value("File", attachments, FIELDS, as_dict=True)
        found = [*([known] if known else []), *found]
    return {"files": found[:length], "has_more": len(found) > length}


@frappe.whitelist()
def get_files_by_search_text(text: str) -> list[Any]:
    """Files whose name or address holds a text."""
    if not text:
        return []
    like = f"%{cstr(text).lower()}%"
    return list(
        frappe.get_list(
            "File", fields=FIELDS, filters={"is_folder": 0}, order_by="modified desc",
            or_filters={"file_name": ["like", like], "file_url": like, "name": ["like", like]},
            limit_page_length=SEARCHED_PAGE,
        )
    )  # fmt: skip


@frappe.whitelist(methods=["POST"])
def move_file(file_list: JsonList, new_parent: str, old_parent: str) -> None:
    """Put files into another folder. Needs the right to write each of them and both folders."""
    for row in _listed(file_list):
        document = frappe.get_doc("File", _name(row))
        document.check_permission("write")
        for folder in (old_parent, new_parent):
            frappe.get_doc("File", folder).check_permission("write")
        document.folder = new_parent
        document.save()


@frappe.whitelist()
def zip_files(files: JsonList) -> None:
    """Several files as one archive. Needs the right to read each of them."""
    wanted = _listed(files)
    if len(wanted) > LARGEST_ZIP:
        frappe.throw(_("At most {0} files at once").format(LARGEST_ZIP))
    answer = frappe.local.response
    answer["filename"] = "files.zip"
    answer["filecontent"] = _archive(wanted)
    answer["type"] = "download"


def _listed(given: Any) -> list[Any]:
    """A list, or the JSON of one; anything else is refused."""
    found = frappe.parse_json(given)
    if not isinstance(found, list):
        frappe.throw(_("A list of files is needed"))
    return list(found)


def _name(row: Any) -> str:
    """Rows come as names or as documents."""
    return cstr(row.get("name") if isinstance(row, dict) else row)


def _archive(wanted: list[Any]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in wanted:
            document = frappe.get_doc("File", _name(name))
            document.check_permission("read")
            if not cint(document.is_folder):
                archive.writestr(document.file_name, files.read(document.file_url))
    return out.getvalue()
