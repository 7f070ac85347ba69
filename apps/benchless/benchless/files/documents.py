"""What the File DocType does on insert, change and deletion."""

import base64
import binascii
import contextlib
from pathlib import Path
from typing import Any

from benchless.context import current
from benchless.documents import get_doc, new_doc
from benchless.errors import MandatoryError, PermissionError, ValidationError
from benchless.files import access, names, store
from benchless.files.content import check_content
from benchless.files.reading import rows_of
from benchless.messages import throw
from benchless.translations import _
from benchless.values import cint

HOME, ATTACHMENTS = "Home", "Home/Attachments"
REMOTE = ("http://", "https://")


def prepare(file: Any) -> None:
    """Before a File is inserted: its folder, its content on the disk, what the content tells."""
    if cint(file.is_folder):
        return
    if file.attached_to_doctype and not file.attached_to_name:
        throw(_("Attached To Name must be given"), ValidationError)
    if not file.folder:
        file.folder = ATTACHMENTS if file.attached_to_doctype else HOME
    content = take_content(file)
    if content is not None:
        keep(file, content)
    elif not file.file_url:
        throw(_("A file needs content or an address"), MandatoryError)
    else:
        _adopt(file)


def take_content(file: Any) -> bytes | None:
    """The content handed over with the document; it is never stored in the row."""
    content, decode = file.__dict__.pop("content", None), file.__dict__.pop("decode", None)
    if content is None:
        return None
    data = content.encode() if isinstance(content, str) else bytes(content)
    return _decoded(data) if cint(decode) else data


def _decoded(data: bytes) -> bytes:
    body = data.split(b",", 1)[1] if data.startswith(b"data:") and b"," in data[:200] else data
    try:
        return base64.b64decode(body, validate=False)
    except (binascii.Error, ValueError):
        throw(_("The content of the file is not valid base64"), ValidationError)


def keep(file: Any, content: bytes) -> None:
    """Write the content and describe it in the row."""
    name = names.safe_name(file.file_name or "file")
    if not cint(file.flags.ignore_content_check):
        check_content(name, content)
    file.content_hash, file.file_size = store.content_hash(content), len(content)
    kept = _same_content(file)
    file.file_url = kept or store.write(name, content, bool(cint(file.is_private)))
    file.file_name = name if kept else file.file_url.rsplit("/", 1)[-1]
    file.file_type = names.kind(name) or None


def _same_content(file: Any) -> str | None:
    """The address of a file with the same name and content that is already kept on the same side."""
    rows = current().db.rows(
        "SELECT file_url FROM `tabFile` WHERE content_hash=? AND is_private=? AND file_url > '' LIMIT 20",
        (file.content_hash, cint(file.is_private)),
    )
    for (file_url,) in rows:
        if store.is_own(file_url) and store.is_there(store.locate(file_url)):
            return str(file_url)
    return None


def _adopt(file: Any) -> None:
    """A File that only names an address: a link, or a second row for a file that the user may see."""
    file_url = str(file.file_url)
    file.file_name = file.file_name or file_url.rstrip("/").rsplit("/", 1)[-1]
    if not store.is_own(file_url):
        if not file_url.startswith((*REMOTE, "/assets/")):
            throw(_("{0} is not the address of a file").format(file_url), ValidationError)
        return
    place = store.locate(file_url)
    if not store.is_there(place):
        throw(_("File {0} does not exist").format(file_url), ValidationError)
    file.is_private = int(file_url.startswith(store.PRIVATE))
    if file.is_private and not any(access.can_read(row) for row in rows_of(file_url)):
        throw(_("You may not see this file, or it does not exist"), PermissionError)
    content = place.read_bytes()
    file.content_hash, file.file_size = store.content_hash(content), len(content)
    file.file_type = names.kind(place.name) or None


def insert_file(path: Path, name: str, doctype: str | None = None, docname: str | None = None) -> Any:
    """A private File of a finished file of ours, for example an export that is too large for the memory."""
    file = new_doc("File")
    url, digest, size = store.take_over(path, name, True)
    file.update(
        {
            "file_name": names.safe_name(name), "file_url": url, "is_private": 1, "content_hash": digest,
            "file_size": size, "file_type": names.kind(name) or None, "folder": "Home",
            "attached_to_doctype": doctype, "attached_to_name": docname,
        }
    )  # fmt: skip
    file.db_insert()
    return file


def change(file: Any) -> None:
    """Before a File is saved again: its content follows `is_private`; its address is never set by hand."""
    before = file.get_doc_before_save()
    if before is None or cint(file.is_folder) or not store.is_own(before.file_url):
        return
    if file.file_url != before.file_url and not file.flags.file_moved:
        throw(_("The address of a file cannot be changed"), ValidationError)
    if cint(file.is_private) == cint(before.is_private):
        return
    file.file_url = store.move(before.file_url, bool(cint(file.is_private)))
    _move_twins(file, before.file_url)
    _forget(before.file_url, file.name)
    _point_document(file, before.file_url)


def _move_twins(file: Any, old_url: str) -> None:
    """Other rows of the same content go to the same side: what is made private is private everywhere."""
    if not cint(file.is_private):
        return
    current().db.execute(
        "UPDATE `tabFile` SET file_url = ?, is_private = 1 WHERE file_url = ? AND name != ?",
        (file.file_url, old_url, file.name),
    )


def _point_document(file: Any, old_url: str) -> None:
    """The attach field of the document follows the new address."""
    doctype, name, fieldname = file.attached_to_doctype, file.attached_to_name, file.attached_to_field
    if not (doctype and name and fieldname):
        return
    document = get_doc(doctype, name)
    if document.meta.has_field(fieldname) and document.get(fieldname) == old_url:
        document.db_set(fieldname, file.file_url)


class FolderNotEmpty(ValidationError):
    """A folder holds files."""


def remove(file: Any) -> None:
    """A deleted File takes its content along, unless another File shares it."""
    if cint(file.is_folder):
        if current().db.rows("SELECT 1 FROM `tabFile` WHERE folder = ? LIMIT 1", (file.name,)):
            throw(_("Folder {0} is not empty").format(file.name), FolderNotEmpty)
        return
    if store.is_own(file.file_url):
        _forget(file.file_url, file.name)


def _forget(file_url: str, name: str) -> None:
    shared = current().db.rows(
        "SELECT 1 FROM `tabFile` WHERE file_url = ? AND name != ? LIMIT 1", (file_url, name)
    )
    if not shared:
        store.delete_content(file_url)


def remove_attachments(doctype: str, name: str) -> None:
    """The files of a document that is deleted."""
    rows = current().db.rows(
        "SELECT name FROM `tabFile` WHERE attached_to_doctype = ? AND attached_to_name = ?",
        (doctype, str(name)),
    )
    for (file,) in rows:
        get_doc("File", file).delete(ignore_permissions=True)


def attach_values(document: Any) -> None:
    """Every address in an attach field of a document has a File that belongs to the document."""
    for field in document.meta.attach_fields:
        address = document.get(field.fieldname)
        if isinstance(address, str) and (store.is_own(address) or address.startswith(REMOTE)):
            _attach(document, field.fieldname, address)


def _attach(document: Any, fieldname: str, address: str) -> None:
    belonging = {
        "attached_to_doctype": document.doctype, "attached_to_name": str(document.name),
        "attached_to_field": fieldname,
    }  # fmt: skip
    known = current().db.rows(
        "SELECT 1 FROM `tabFile` WHERE file_url=? AND attached_to_doctype=? AND attached_to_name=?",
        (address, document.doctype, str(document.name)),
    )
    if known:
        return
    free = current().db.rows(
        "SELECT name FROM `tabFile` WHERE file_url=? AND IFNULL(attached_to_name, '')='' AND owner=? LIMIT 1",
        (address, current().user),
    )
    if free:
        get_doc("File", free[0][0]).db_set(belonging)
        return
    file = get_doc({"doctype": "File", "file_url": address, "folder": ATTACHMENTS, **belonging})
    with contextlib.suppress(PermissionError, ValidationError):
        file.insert(ignore_permissions=True)


def copy_attachments(doctype: str, source: str, target: Any) -> None:
    """An amended document keeps the papers of the one it replaces."""
    rows = current().db.dicts(
        "SELECT * FROM `tabFile` WHERE attached_to_doctype = ? AND attached_to_name = ?",
        (doctype, source),
    )
    for row in rows:
        values = {
            key: row[key] for key in ("file_name", "file_url", "is_private", "folder", "attached_to_field")
        }
        copy = get_doc(
            {
                "doctype": "File",
                **values,
                "attached_to_doctype": target.doctype,
                "attached_to_name": target.name,
            }
        )
        copy.flags.silent = True
        copy.insert(ignore_permissions=True)
