"""Files: rows of the File DocType. The work is done by `benchless.files`."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import files
from benchless.arguments import JsonNames
from benchless.files import documents, names, store
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document


class File(Document):
    """One file, or one folder."""

    file_name: Any

    def autoname(self) -> None:
        """Folders are named by their path, files at random."""
        if cint(self.is_folder):
            self.file_name = cstr(self.file_name).replace("/", "")
            self.name = f"{self.folder}/{self.file_name}" if self.folder else self.file_name
        else:
            self.name = frappe.generate_hash(length=10)

    def before_insert(self) -> None:
        documents.prepare(self)

    def validate(self) -> None:
        if self.is_new():
            self.check_attachment_limit()
        else:
            documents.change(self)

    def check_attachment_limit(self) -> None:
        """No more files than `max_attachments` of the DocType."""
        if not self.attached_to_doctype or not self.attached_to_name:
            return
        limit = cint(frappe.get_meta(self.attached_to_doctype).get("max_attachments"))
        where = {"attached_to_doctype": self.attached_to_doctype, "attached_to_name": self.attached_to_name}
        if limit and frappe.db.count("File", where) >= limit:
            message = _("Maximum attachment limit of {0} has been reached for {1} {2}.")
            frappe.throw(
                message.format(limit, _(self.attached_to_doctype), self.attached_to_name),
                frappe.AttachmentLimitReached,
            )

    def after_insert(self) -> None:
        """The document's timeline tells about its papers."""
        is_told = not (self.attached_to_field or self.flags.silent)
        if self.attached_to_doctype and self.attached_to_name and is_told:
            self.tell_document("Attachment")

    def on_trash(self) -> None:
        if cint(self.is_home_folder) or cint(self.is_attachments_folder):
            frappe.throw(_("Cannot delete Home and Attachments folders"))
        documents.remove(self)

    def after_delete(self) -> None:
        if self.attached_to_doctype and self.attached_to_name:
            self.tell_document("Attachment Removed")

    def tell_document(self, kind: str) -> None:
        """A comment on the document that the file belongs to, when it is still there."""
        name = self.attached_to_name
        if frappe.flags.in_import or not frappe.db.exists(self.attached_to_doctype, name):
            return
        values = {
            "doctype": "Comment", "comment_type": kind, "reference_doctype": self.attached_to_doctype,
            "reference_name": name, "content": self.file_name, "comment_email": frappe.session.user,
        }  # fmt: skip
        frappe.get_doc(values).insert(ignore_permissions=True)

    def get_content(self) -> bytes | str:
        """The content: a text when it is one, else bytes."""
        raw = files.read(self.file_url)
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw

    def get_full_path(self) -> str:
        """Where the content is on the disk."""
        return str(files.locate(self.file_url))

    def exists_on_disk(self) -> bool:
        return bool(files.locate(self.file_url).exists())

    def save_file(self, content: Any = None, decode: bool = False, **_ignored: Any) -> str:
        """Replace the content."""
        self.__dict__.update(content=content, decode=int(decode))
        data = documents.take_content(self)
        if data is not None:
            documents.keep(self, data)
            self.flags.file_moved = True
        return str(self.file_url)

    def get_extension(self) -> list[str]:
        """Stem and ending of the name."""
        return list(names.split(self.file_name or ""))

    @property
    def is_remote_file(self) -> bool:
        return not store.is_own(self.file_url)

    @property
    def unique_url(self) -> str:
        """The address; that of a private file names the row too."""
        return f"{self.file_url}?fid={self.name}" if cint(self.is_private) else str(self.file_url)


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
    """A file follows the document it is attached to."""
    return files.may(ptype or "read", doc, user)


def remove_with_document(doc: Any, method: str | None = None, *_args: Any) -> None:
    """The files of a deleted document go with it."""
    if doc.doctype != "File":
        documents.remove_attachments(doc.doctype, str(doc.name))


def attach_values(doc: Any, method: str | None = None, *_args: Any) -> None:
    """What an attach field names belongs to the document."""
    if doc.meta.attach_fields and not doc.meta["istable"] and doc.doctype != "File":
        documents.attach_values(doc)


def copy_to_amendment(doc: Any, method: str | None = None, *_args: Any) -> None:
    """An amended document keeps the papers of the one it replaces."""
    source = doc.get("amended_from")
    if source and doc.meta.has_field("amended_from"):
        documents.copy_attachments(doc.doctype, str(source), doc)


def get_permission_query_conditions(user: str | None = None) -> str:
    return files.condition(user)


@frappe.whitelist(methods=["POST"])
def create_new_folder(file_name: str, folder: str) -> Any:
    """Make a folder."""
    doc = frappe.get_doc({"doctype": "File", "file_name": file_name, "is_folder": 1, "folder": folder})
    doc.insert(ignore_if_duplicate=True)
    return doc


@frappe.whitelist()
def get_attached_images(doctype: str, names: JsonNames) -> dict[str, list[str]]:
    """Addresses of what is attached, by document, the newest first."""
    wanted = frappe.parse_json(names)
    filters = {"attached_to_doctype": doctype, "attached_to_name": ["in", wanted], "is_folder": 0}
    rows = frappe.get_list("File", filters=filters, fields=["file_url", "attached_to_name"])
    out: dict[str, list[str]] = {}
    for row in rows:
        out.setdefault(row.attached_to_name, []).append(row.file_url)
    return out
