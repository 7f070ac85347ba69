"""Pictures that come inside rich text as `data:` addresses: they become files of the document."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from benchless.context import current
from benchless.documents import new_doc
from benchless.files import names, store
from benchless.files.images import optimized, picture_kind
from benchless.files.upload import refuse_larger
from benchless.translations import _
from benchless.values import cint

PICTURE = re.compile(r"""(<img\b[^<>]*?\bsrc\s*=\s*)(["'])\s*data:([^"'<>]*)\2""", re.IGNORECASE)
NAME = re.compile(r"(?:^|;)filename=([^;]*)", re.IGNORECASE)
BROKEN = "#broken-image"


def keep_pictures(document: Any, text: str, is_private: bool | None = None) -> str:
    """The text with addresses of files instead of `data:` pictures.

    They are private unless the caller or the DocType (`make_attachments_public`) makes them public.
    They belong to the document: those of a row to its parent, those of a comment to what it is about.
    What is no picture, or could run (SVG), is not kept and marked as broken. Raises
    MaxFileSizeReachedError for too large ones, AttachmentLimitReached for too many.
    """
    if "data:" not in text.lower():
        return text
    place = _place(document, is_private)
    return PICTURE.sub(partial(_replaced, place, cint(document.flags.largest_picture)), text)


class Place(NamedTuple):
    """What a file is attached to, and whether it is private."""

    doctype: str
    name: str
    is_private: bool


def _place(document: Any, is_private: bool | None) -> Place:
    if document.doctype == "Comment" and document.reference_doctype and document.reference_name:
        return Place(str(document.reference_doctype), str(document.reference_name), is_private is not False)
    whole = document.__dict__.get("parent_doc") or document
    if is_private is None:
        is_private = not cint(whole.meta.get("make_attachments_public"))
    return Place(str(whole.doctype), str(whole.name), is_private)


def _replaced(place: Place, limit: int, found: re.Match[str]) -> str:
    before, quote, address = found.groups()
    head, _comma, body = address.partition(",")
    content = _decoded(head, body)
    refuse_larger(len(content), limit)  # of the site, or the smaller one of a Web Form
    kind = picture_kind(content)
    if kind is None:
        words = _("This picture could not be kept: only PNG, JPEG, GIF, WebP and BMP are.")
        return f"{before}{quote}{BROKEN}{quote} alt={quote}{words}{quote}"
    return f"{before}{quote}{_kept(place, _name(head, kind), content)}{quote}"


def _decoded(head: str, body: str) -> bytes:
    """The bytes of a base64 address; nothing for other writings, which only texts such as SVG use."""
    if not head.lower().rstrip().endswith(";base64"):
        return b""
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _name(head: str, kind: str) -> str:
    """The name that the editor gave, with the ending of what it really is."""
    given = NAME.search(head)
    if given is None:
        return f"{secrets.token_hex(5)}.{kind}"
    name = unquote_to_bytes(given[1]).decode("utf-8", "ignore")
    return f"{names.split(names.safe_name(name))[0]}.{kind}"


def _kept(place: Place, name: str, content: bytes) -> str:
    """The address of the document's file with this content, made when there is none."""
    content = optimized(name, content)
    known = current().db.rows(
        "SELECT file_url, name FROM `tabFile` WHERE attached_to_doctype=? AND attached_to_name=?"
        " AND content_hash=? AND is_private=? ORDER BY creation LIMIT 1",
        (place.doctype, place.name, store.content_hash(content), int(place.is_private)),
    )
    if known:
        return _address(known[0][0], known[0][1], place.is_private)
    file = new_doc("File")
    file.update({"file_name": name, "attached_to_doctype": place.doctype, "attached_to_name": place.name})
    file.is_private, file.content = int(place.is_private), content
    file.insert(ignore_permissions=True)
    return _address(file.file_url, file.name, place.is_private)


def _address(file_url: Any, name: Any, is_private: bool) -> str:
    """Frappe names the File in the address of a private one."""
    return f"{file_url}?fid={name}" if is_private else str(file_url)
