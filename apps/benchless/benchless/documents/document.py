"""The document: what a controller inherits from. Its life cycle is in lifecycle.py."""

from __future__ import annotations

import traceback
from hashlib import sha224
from typing import Any

from ..context import current
from ..field_text import format_value
from ..registry import whitelist
from ..translations import _
from ..values import Row, cstr
from .attention import WatchedDocument
from .controllers import set_base_class
from .deletion import delete_doc
from .discarding import DiscardableDocument
from .events import run_event
from .loading import get_doc, new_from
from .password_fields import read_password
from .queued import QueuedDocument
from .renaming import rename_doc
from .steps import SteppedDocument
from .value_checks import CheckedValues


class Document(SteppedDocument, DiscardableDocument, QueuedDocument, WatchedDocument, CheckedValues):
    """One document of a DocType: read, changed, saved, submitted, cancelled, deleted."""

    def get_password(self, fieldname: str = "password", raise_exception: bool = True) -> str | None:
        """A Password field in the clear."""
        return read_password(self, fieldname, raise_exception)

    def get_latest(self) -> Any:
        return get_doc(self.doctype, self.name)

    def run_method(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Run an event: the document's own method, then the handlers of all apps."""
        return run_event(self, method, *args, **kwargs)

    def set_onload(self, key: str, value: Any) -> None:
        self.__dict__.setdefault("__onload", Row())[key] = value

    def get_onload(self, key: str | None = None) -> Any:
        found = self.__dict__.get("__onload", Row())
        return found.get(key) if key else found

    def get_title(self) -> str:
        return cstr(self.get(self.meta.get_title_field()) or self.name)

    def get_url(self) -> str:
        return f"/app/{self.doctype.lower().replace(' ', '-')}/{self.name}"

    def get_signature(self) -> str:
        return sha224(f"{self.name}{self.modified}".encode()).hexdigest()

    def notify_update(self) -> None:
        """Say that the document changed; open pages read it again by themselves."""

    def delete(self, ignore_permissions: bool = False, force: bool = False, **kwargs: Any) -> None:
        delete_doc(self.doctype, self.name, ignore_permissions=ignore_permissions, force=force)

    @whitelist()
    def rename(
        self, name: str, merge: bool = False, force: bool = False, validate_rename: bool = True
    ) -> None:
        self.name = rename_doc(self.doctype, self.name, name, merge=merge, force=force)
        self.reload()

    def get_formatted(
        self, fieldname: str, doc: Any = None, currency: str | None = None, **kwargs: Any
    ) -> str:
        """A value as people read it."""
        field = self.meta.get_field(fieldname)
        return format_value(self.get(fieldname), field, doc or self, currency)

    @whitelist(methods=["POST", "PUT"])
    def add_comment(
        self,
        comment_type: str = "Comment",
        text: str | None = None,
        comment_email: str | None = None,
        comment_by: str | None = None,
        **_ignored: Any,
    ) -> Any:
        """Write a Comment about this document."""
        data = {
            "doctype": "Comment",
            "comment_type": comment_type,
            "comment_email": comment_email or current().user,
            "comment_by": comment_by,
            "reference_doctype": self.doctype,
            "reference_name": cstr(self.name),
            "content": text or comment_type,
        }
        return new_from(data).insert(ignore_permissions=True)

    def log_error(self, title: Any = None, message: Any = None) -> Any:
        """Keep an Error Log about this document with the running traceback."""
        row = {
            "doctype": "Error Log",
            "method": cstr(title or _("Error"))[:140],
            "error": cstr(message or traceback.format_exc()),
            "reference_doctype": self.doctype,
            "reference_name": cstr(self.name),
        }
        return new_from(row).insert(ignore_permissions=True)

    def db_get(self, fieldname: str) -> Any:
        """A field as it stands in the database."""
        return self.get_db_value(fieldname)


set_base_class(Document)
