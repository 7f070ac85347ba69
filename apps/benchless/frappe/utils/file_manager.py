"""Saving, finding and removing files: the older documented names."""

import base64
from typing import Any

import frappe
from benchless import files
from benchless.arguments import JsonList, as_list, as_scalar
from benchless.files import documents, store
from benchless.values import cstr


def save_file(
    fname: str,
    content: Any,
    dt: str | None,
    dn: str | None,
    folder: str | None = None,
    decode: bool = False,
    is_private: int = 0,
    df: str | None = None,
) -> Any:
    """Keep a content as a File attached to a document, and give the File."""
    data = base64.b64decode(content) if decode else content
    file = frappe.new_doc("File")
    file.update(
        {
            "file_name": fname,
            "attached_to_doctype": dt,
            "attached_to_name": dn,
            "attached_to_field": df,
            "folder": folder,
            "is_private": is_private,
        }
    )
    file.content = data
    file.save(ignore_permissions=True)
    return file


def save_url(
    file_url: str, filename: str | None, dt: str | None, dn: str | None, folder: str | None, is_private: int,
    df: str | None = None,
) -> Any:  # fmt: skip
    """Attach an address, of this site or elsewhere, to a document; gives the File."""
    values = {
        "file_url": file_url, "file_name": filename, "attached_to_doctype": dt, "attached_to_name": dn,
        "attached_to_field": df, "folder": folder, "is_private": is_private,
    }  # fmt: skip
    file = frappe.get_doc({"doctype": "File", **values})
    file.flags.ignore_permissions = True
    return file.insert()


def upload() -> dict[str, Any]:
    """Keep the file of the request: the older answer, with `comment` and the address."""
    file = files.upload()
    keys = ("name", "file_name", "file_url", "is_private")
    return {**{key: file.get(key) for key in keys}, "comment": {}}


def save_file_on_filesystem(
    fname: str, content: Any, content_type: str | None = None, is_private: int = 0
) -> dict[str, str]:
    """Keep a content in the site's folder without a File; gives its name and address."""
    data = content.encode() if isinstance(content, str) else content
    url = store.write(fname, data, bool(is_private))
    return {"file_name": url.rpartition("/")[2], "file_url": url}


def get_content_hash(content: Any) -> str:
    """What tells two contents apart, as File keeps it."""
    return store.content_hash(content.encode() if isinstance(content, str) else content)


def get_file(fname: str) -> list[Any]:
    """[name, content] of a file by its name or address."""
    row = frappe.db.get_value("File", {"file_url": fname}, ["file_name", "file_url"], as_dict=True)
    row = row or frappe.db.get_value("File", {"file_name": fname}, ["file_name", "file_url"], as_dict=True)
    row = row or frappe.db.get_value("File", {"name": fname}, ["file_name", "file_url"], as_dict=True)
    if not row:
        raise frappe.DoesNotExistError(fname)
    content = store.read(row.file_url)
    try:
        return [row.file_name, content.decode("utf-8")]
    except UnicodeDecodeError:
        return [row.file_name, content]


def get_file_path(file_name: str) -> str:
    """Where the content is on the disk."""
    url = (
        file_name
        if store.is_own(file_name)
        else frappe.db.get_value("File", {"file_name": file_name}, "file_url")
    )
    return str(store.locate(url))


def remove_file(
    fid: str | None = None,
    attached_to_doctype: str | None = None,
    attached_to_name: str | None = None,
    **_: Any,
) -> None:
    """Delete one File."""
    if fid:
        frappe.delete_doc("File", fid, ignore_permissions=True)


def remove_file_by_url(file_url: str, doctype: str | None = None, name: str | None = None) -> None:
    """Delete the File with this address, attached to this document when one is named."""
    filters = {"file_url": file_url}
    if doctype and name:
        filters.update({"attached_to_doctype": doctype, "attached_to_name": name})
    found = frappe.db.get_value("File", filters, "name")
    if found:
        remove_file(found)


def remove_all(dt: str, dn: str, from_delete: bool = False, delete_permanently: bool = False) -> None:
    """Delete all files of a document."""
    documents.remove_attachments(dt, dn)


@frappe.whitelist(allow_guest=True)
def download_file(file_url: str) -> None:
    """Send a file that the user may see, to be saved."""
    served = files.find_by_url(cstr(file_url))
    frappe.local.response.filename = served.file_name
    frappe.local.response.filecontent = served.path.read_bytes()
    frappe.local.response.type = "download"
    frappe.local.response.content_type = served.content_type


@frappe.whitelist()
def add_attachments(doctype: str, name: str, attachments: JsonList) -> list[Any]:
    """Attach files that exist (by name of their File) to a document."""
    frappe.get_doc(doctype, name).check_permission("write")
    added = []
    for one in as_list(attachments, "attachments"):
        given = one.get("name") if isinstance(one, dict) else one
        source = frappe.get_doc("File", cstr(as_scalar(given, "attachments")))
        source.check_permission("read")
        copy = frappe.new_doc("File")
        copy.update(
            {"file_name": source.file_name, "file_url": source.file_url, "is_private": source.is_private}
        )
        copy.update({"attached_to_doctype": doctype, "attached_to_name": name, "folder": "Home/Attachments"})
        copy.insert(ignore_permissions=True)
        added.append(copy)
    return added
