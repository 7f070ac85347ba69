"""Files: rows here, content in the site's folders."""

import re
from typing import Any

import frappe
from benchless import files
from benchless.files import documents, names, store
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint


class File(Document):
    """An uploaded file, a link to one, or a folder."""

    def autoname(self) -> None:
        if cint(self.is_folder):
            self.name = "/".join(part for part in (self.folder, self.file_name) if part)
        else:
            self.name = frappe.generate_hash(length=10)

    def before_insert(self) -> None:
        documents.prepare(self)

    def validate(self) -> None:
        if self.is_new():
            self.check_attachment_limit()
        else:
            documents.change(self)

    def after_insert(self) -> None:
        if self.attached_to_doctype and self.attached_to_name and not self.flags.silent:
            self.note_on_document("Attachment", _("added {0}").format(self.as_link()))

    def on_trash(self) -> None:
        if cint(self.is_home_folder) or cint(self.is_attachments_folder):
            frappe.throw(_("Cannot delete Home and Attachments folders"))
        documents.remove(self)

    def after_delete(self) -> None:
        if self.attached_to_doctype and self.attached_to_name and not self.flags.silent:
            self.note_on_document("Attachment Removed", _("Removed {0}").format(self.file_name))

    def as_link(self) -> str:
        url, name = frappe.utils.escape_html(self.file_url), frappe.utils.escape_html(self.file_name)
        return f'<a href="{url}">{name}</a>'

    def note_on_document(self, kind: str, text: str) -> None:
        """A line in the timeline of the document that the file belongs to."""
        if not frappe.db.exists(self.attached_to_doctype, self.attached_to_name):
            return
        document = frappe.get_doc(self.attached_to_doctype, self.attached_to_name)
        if hasattr(document, "add_comment") and not frappe.flags.in_install:
            document.add_comment(kind, text)

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

    def get_content(self, encodings: Any = None) -> str | bytes:
        """Text when the content is UTF-8 text, else bytes."""
        content = store.read(self.file_url)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content

    def get_full_path(self) -> str:
        """Where the content is on the disk."""
        return str(store.locate(self.file_url))

    def exists_on_disk(self) -> bool:
        return store.locate(self.file_url).is_file()

    def save_file(self, content: Any = None, decode: bool = False, **_ignored: Any) -> str:
        """Replace the content."""
        self.__dict__.update(content=content, decode=int(decode))
        data = documents.take_content(self)
        if data is not None:
            documents.keep(self, data)
            self.flags.file_moved = True
        return str(self.file_url)

    def get_extension(self) -> list[str]:
        stem, ending = names.split(self.file_name or "")
        return [stem, ending]

    def is_downloadable(self) -> bool:
        return has_permission(self, "read") is not False

    @property
    def is_remote_file(self) -> bool:
        return not store.is_own(self.file_url)

    def get_successors(self) -> list[str]:
        return list(frappe.get_all("File", filters={"folder": self.name}, pluck="name"))


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None, **_ignored: Any) -> bool:
    """Public files are open, others belong to their owner and to those who see the document."""
    return files.may(ptype or "read", doc, user)


def get_permission_query_conditions(user: str | None = None) -> str:
    return files.condition(user)


@frappe.whitelist()
def create_new_folder(file_name: str, folder: str) -> Any:
    """A folder inside another."""
    made = frappe.new_doc("File")
    made.update({"file_name": file_name, "is_folder": 1, "folder": folder})
    made.insert(ignore_if_duplicate=True)
    return made


@frappe.whitelist()
def get_files_in_folder(folder: str, start: int = 0, page_length: int = 20) -> dict[str, Any]:
    """What a folder holds, as the user may see it."""
    rows = frappe.get_list(
        "File",
        fields=["name", "file_name", "file_url", "is_folder", "modified"],
        filters={"folder": folder},
        order_by="is_folder desc, file_name",
        start=cint(start),
        page_length=cint(page_length) + 1,
    )
    return {"files": rows[: cint(page_length)], "has_more": len(rows) > cint(page_length)}


@frappe.whitelist()
def get_attached_images(doctype: str, names: Any) -> dict[str, list[str]]:
    """name → addresses of the pictures attached to each document."""
    found = frappe.get_list(
        "File",
        fields=["attached_to_name", "file_url"],
        filters={"attached_to_doctype": doctype, "attached_to_name": ["in", frappe.parse_json(names)]},
        limit_page_length=0,
    )
    out: dict[str, list[str]] = {}
    for row in found:
        if re.search(r"\.(png|jpe?g|gif|webp|svg|bmp)$", row.file_url or "", re.IGNORECASE):
            out.setdefault(row.attached_to_name, []).append(row.file_url)
    return out
