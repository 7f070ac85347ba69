"""Receiving a file over HTTP."""

import mimetypes
from typing import Any

from benchless import endpoints, registry
from benchless.access import has_permission
from benchless.context import Session, current
from benchless.documents import get_doc, new_doc
from benchless.errors import (
    DoesNotExistError,
    MandatoryError,
    MaxFileSizeReachedError,
    PermissionError,
    ValidationError,
    quiet,
)
from benchless.files.content import check_content
from benchless.files.images import optimized
from benchless.files.names import safe_name
from benchless.messages import throw
from benchless.schema import find_meta
from benchless.settings import system_setting
from benchless.translations import _
from benchless.values import cint

MEGABYTE = 1024 * 1024
DEFAULT_LIMIT = 25 * MEGABYTE
ENVELOPE = MEGABYTE  # what a multipart body may hold beside the file
GUEST_TYPES = (
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "text/plain",
    "text/csv",
    "image/jpeg",
    "image/png",
    "image/jpg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def max_size() -> int:
    """The largest file in bytes: `max_file_size` of site config (bytes) or System Settings (MB), or 25 MB."""
    session = current()
    configured = cint(session.conf.get("max_file_size"))
    if configured:
        return configured
    return cint(system_setting("max_file_size")) * MEGABYTE or DEFAULT_LIMIT


def refuse_oversized(size: int | None) -> None:
    """Refuse a body by its announced length, before it is read. Raises MaxFileSizeReachedError."""
    if size is not None and size > ENVELOPE and size > max_size() + ENVELOPE:
        _refuse_size()


def refuse_larger(size: int, smaller_limit: int = 0) -> None:
    """Refuse a content above the site's limit, or a smaller one. Raises MaxFileSizeReachedError."""
    limit = min(max_size(), smaller_limit or max_size())
    if size > limit:
        _refuse_size(limit)


def _refuse_size(bytes_allowed: int | None = None) -> None:
    limit = f"{(bytes_allowed or max_size()) / MEGABYTE:g} MB"
    message = _("The file is larger than {0}, the largest size that can be uploaded.").format(limit)
    throw(message, MaxFileSizeReachedError, _("File Too Large"))


def upload() -> Any:
    """The upload of the current request: gives the File, or the answer of the form's `method`."""
    session = current()
    _check_user(session)
    if session.request is not None:
        refuse_oversized(session.request.content_length)
    form = session.form_dict
    if any(isinstance(value, list | dict) for value in form.values()):
        raise ValidationError(_("{0} must be a single value").format(_("Each value of an upload")))
    _check_target(form.get("doctype"), form.get("docname"), form.get("fieldname"))
    content, name = _received(session)
    if form.get("method"):
        return _by_method(str(form["method"]), content, name)
    file = new_doc("File")
    file.update(_values(form, name))
    file.content = content
    file.save(ignore_permissions=True)
    return file


def _check_user(session: Session) -> None:
    if session.user == "Guest" and not cint(system_setting("allow_guests_to_upload_files")):
        raise quiet(PermissionError())


def _check_target(doctype: str | None, name: str | None, fieldname: str | None) -> None:
    """Attaching needs the right to write the document; for one not saved yet, to make one."""
    if not doctype:
        return
    meta = find_meta(doctype)
    if meta is None:
        throw(_("DocType {0} not found").format(doctype), DoesNotExistError)
    if name and _exists(doctype, name, bool(meta["issingle"] or meta["is_virtual"])):
        get_doc(doctype, name).check_permission("write")
    elif not (has_permission(doctype, "create") or has_permission(doctype, "write")):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)


def _exists(doctype: str, name: str, is_single: bool) -> bool:
    return is_single or bool(current().db.rows(f"SELECT 1 FROM `tab{doctype}` WHERE name = ?", (name,)))


def _received(session: Session) -> tuple[bytes | None, str | None]:
    """Content and name of the file sent; no content when the form names an address."""
    form = session.form_dict
    sent = session.request.files.get("file") if session.request is not None else None
    if sent is None:
        if not (form.get("file_url") or form.get("library_file_name")):
            throw(_("No file was sent. Choose a file."), MandatoryError, _("No File"))
        return None, form.get("file_name")
    limit = max_size()
    content = sent.stream.read(limit + 1)
    if len(content) > limit:
        _refuse_size()
    name = safe_name(sent.filename or form.get("file_name") or "file")
    check_content(name, content)
    if cint(form.get("optimize")):
        content = optimized(name, content, form.get("max_width"), form.get("max_height"))
    check_website_user(session, name)
    return content, name


def check_website_user(session: Session, name: str) -> None:
    """Users without a desk may send papers and pictures only."""
    rows = session.db.rows("SELECT user_type FROM `tabUser` WHERE name = ?", (session.user,))
    is_system_user = session.user == "Administrator" or bool(rows and rows[0][0] == "System User")
    if not is_system_user and mimetypes.guess_type(name)[0] not in GUEST_TYPES:
        throw(_("You can only upload JPG, PNG, PDF, TXT, CSV or Microsoft documents."))


def _by_method(path: str, content: bytes | None, name: str | None) -> Any:
    session = current()
    function = endpoints.find(path)
    door = registry.door_of(function)
    if door is None or (session.user == "Guest" and not door.allow_guest):
        throw(_("Function {0} is not whitelisted").format(path), PermissionError)
    session.form_dict.pop("method", None)
    session.flags.uploaded_file, session.flags.uploaded_filename = content, name
    return function(**endpoints.arguments(function, {}))


def _values(form: Any, name: str | None) -> dict[str, Any]:
    values = {
        "file_name": name,
        "is_private": cint(form.get("is_private")),
        "folder": form.get("folder") or "Home",
        "attached_to_doctype": form.get("doctype"),
        "attached_to_name": form.get("docname"),
        "attached_to_field": form.get("fieldname"),
        "file_url": form.get("file_url"),
    }
    library = form.get("library_file_name")
    if library:
        source = get_doc("File", library)
        source.check_permission("read")
        values.update(file_url=source.file_url, file_name=source.file_name, is_private=source.is_private)
    return values
