"""Single steps of a save under their documented names, for controllers and apps that take them by hand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .. import dotted, errors
from ..access import permitted_levels
from ..context import current
from ..dates import getdate
from ..messages import throw
from ..schema import Meta
from ..translations import _
from ..values import Row, cint, cstr
from . import checks, permlevels, storage
from .defaults import default_of
from .lifecycle import LivingDocument
from .naming import set_new_name

COPY = "benchless.files.documents.copy_attachments"
RIGHTS = {"read": "read", "write": "write"}


class SteppedDocument(LivingDocument):
    """`set_new_name`, `check_if_latest`, `validate_from_to_dates` and the like."""

    def set_parent_in_children(self) -> None:
        """Every row knows the document that it belongs to."""
        for row in self.get_all_children():
            row.__dict__.update(parent=self.name, parenttype=self.doctype)

    def set_new_name(
        self, force: bool = False, set_name: str | None = None, set_child_names: bool = True
    ) -> None:
        """Name a document that has not been named yet, and its rows."""
        if self.flags.name_set and not force:
            return
        if set_name:
            self.name = set_name
        else:
            set_new_name(self)
        self.flags.name_set = True
        self.set_parent_in_children()
        if set_child_names:
            for row in self.get_all_children():
                set_new_name(row)

    def set_user_and_timestamp(self) -> None:
        """Who and when, on the document and its rows."""
        self._stamp()

    def check_if_latest(self) -> None:
        """Raise TimestampMismatchError when somebody else has saved since the document was read.

        Raises DoesNotExistError when there is none any more.
        """
        if self.is_new():
            return
        self.__dict__.setdefault("_read_modified", self.__dict__.get("modified"))
        before = self._hold_before()
        if before is None:
            storage.refuse_missing(self.doctype, self.name)
        checks.check_latest(self, before.modified)

    def validate_set_only_once(self) -> bool:
        """Raise CannotChangeConstantError when a field changes that is set only once."""
        before = self.get_doc_before_save()
        if before is not None:
            checks.check_constants(self, before)
        return False

    # rights -------------------------------------------------------------------------------

    def get_permlevel_access(self, permission_type: str = "write") -> list[int]:
        """Levels of fields that the user may write (or read) in documents of this kind."""
        return sorted(permitted_levels(self.meta, RIGHTS.get(permission_type, "write"), current().user))

    def reset_values_if_no_permlevel_access(
        self, has_access_to: Collection[int], high_permlevel_fields: Collection[Row]
    ) -> None:
        """Put fields above these levels back to what is stored, or to their default in a new document."""
        before = None if self.is_new() else self.get_latest()
        for field in high_permlevel_fields:
            if cint(field.permlevel) in has_access_to or field.fieldname not in self.meta.types:
                continue
            value = before.get(field.fieldname) if before is not None else default_of(field)
            self.set(field.fieldname, value)

    def validate_higher_perm_levels(self) -> None:
        """The same for everything that the user may not write, rows included."""
        permlevels.put_back(self, None if self.is_new() else self.get_latest())

    # values -------------------------------------------------------------------------------

    def validate_from_to_dates(self, from_date_field: str, to_date_field: str) -> None:
        """Refuse a span that ends before it begins."""
        first, last = getdate(self.get(from_date_field)), getdate(self.get(to_date_field))
        if self.get(from_date_field) and self.get(to_date_field) and first and last and first > last:
            labels = [_(self.meta.get_label(name)) for name in (to_date_field, from_date_field)]
            throw(_("{0} must not be before {1}").format(*labels), errors.InvalidDates)

    def is_dummy_password(self, pwd: str) -> bool:
        """Whether a text is the row of stars that stands for a stored password."""
        return not cstr(pwd).strip("*")

    def set_title_field(self) -> None:
        """Fill the field `title` by the pattern in its options, or in its default while it is empty."""
        field = self.meta.get_field("title") if self.meta.get("title_field") == "title" else None
        if field is None:
            return
        unset = self.is_new() and self.get("title") in (None, "", field.default)
        pattern = field.options or (field.default if unset else None)
        if pattern and "{" in pattern:
            self.set("title", filled(cstr(pattern), self, self.meta))

    def copy_attachments_from_amended_from(self) -> None:
        """The papers of the document that this one amends."""
        if self.get("amended_from"):
            dotted.call(COPY, self.doctype, cstr(self.amended_from), self)


def filled(pattern: str, document: Any, meta: Meta) -> str:
    """A pattern with `{fieldname}` places; text that is no pattern stays."""
    values = {name: document.get(name) for name in meta.columns}
    values = {name: "" if value is None else value for name, value in values.items()}
    try:
        return pattern.format_map(_OnlyValues(values))
    except (KeyError, ValueError, IndexError, AttributeError):
        return pattern


class _OnlyValues(dict[str, Any]):
    """Places of a pattern name fields; nothing inside a value can be reached."""

    def __getitem__(self, key: str) -> str:
        return cstr(super().__getitem__(key))
