"""Names of new documents: series, their counters, and what a name may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchless.context import current
from benchless.documents import lookup
from benchless.documents.naming import by_pattern, check_name, set_new_name
from benchless.documents.series import getseries, make_autoname, next_number, parse_parts, revert
from benchless.errors import ValidationError
from benchless.messages import throw
from benchless.schema import get_meta
from benchless.translations import _
from benchless.values import cint, cstr

revert_series_if_last = revert

__all__ = [
    "check_name", "getseries", "make_autoname", "next_number", "revert_series_if_last", "set_new_name",
]  # fmt: skip
FORBIDDEN = "<>"


class InvalidNamingSeriesError(ValidationError):
    """A series that cannot be one."""


class NamingSeries:
    """One old-style series: `ABC-.YYYY.-.####`."""

    def __init__(self, series: str) -> None:
        self.series = series

    def validate(self) -> None:
        """Refuse what cannot make names. Raises InvalidNamingSeriesError."""
        if "." not in self.series:
            text = _("Invalid naming series {}: dot (.) missing").format(self.series)
            throw(text, InvalidNamingSeriesError)
        for sign in FORBIDDEN:
            if sign in self.series:
                throw(_("Special characters are not allowed in a naming series"), InvalidNamingSeriesError)

    def generate_next_name(self, doc: Any, *, ignore_validate: bool = False) -> str:
        """The next name; the counter goes up."""
        if not ignore_validate:
            self.validate()
        return make_autoname(self._with_hashes(), doc.doctype, doc)

    def get_prefix(self) -> str:
        """The text before the number: the key of the counter."""
        return parse_parts(self._with_hashes().split("."), None, lambda _key, _digits: "")

    def get_preview(self, doc: Any = None) -> list[str]:
        """The next three names; no counter moves."""
        now = self.get_current_value()
        parts = self._with_hashes().split(".")
        return [parse_parts(parts, doc, _fixed(now + step)) for step in (1, 2, 3)]

    def get_current_value(self) -> int:
        """The last number that was given."""
        rows = current().db.rows("SELECT current FROM `tabSeries` WHERE name=?", (self.get_prefix(),))
        return cint(rows[0][0]) if rows else 0

    def update_counter(self, new_count: int) -> None:
        """Go on after another number."""
        db, prefix = current().db, self.get_prefix()
        db.execute("DELETE FROM `tabSeries` WHERE name=?", (prefix,))
        db.execute("INSERT INTO `tabSeries` (name, current) VALUES (?, ?)", (prefix, cint(new_count)))

    def _with_hashes(self) -> str:
        return self.series if "#" in self.series else f"{self.series}.#####"


def _fixed(number: int) -> Callable[[str, int], str]:
    return lambda _key, digits: f"{number:0{digits}d}"


def parse_naming_series(parts: Any, doctype: Any = None, doc: Any = "", number_generator: Any = None) -> str:
    """A name of the parts of a series (a list, or text with dots)."""
    listed = parts.split(".") if isinstance(parts, str) else list(parts)
    return parse_parts(listed, doc or None, number_generator)


def validate_name(doctype: str, name: Any, case: str | None = None, merge: bool = False) -> Any:
    """A name without blanks at its ends. Raises when it cannot be one."""
    return check_name(doctype, name)


def append_number_if_name_exists(
    doctype: str, value: str, fieldname: str = "name", separator: str = "-", filters: Any = None
) -> str:
    """`x`, or `x-1`, `x-2` … when that value is taken."""
    candidate, count = value, 0
    while lookup.exists(doctype, {**(filters or {}), fieldname: candidate}):
        count += 1
        candidate = f"{value}{separator}{count}"
    return candidate


def set_name_by_naming_series(doc: Any) -> None:
    """Name a document by its field `naming_series`."""
    doc.name = by_pattern(doc, "naming_series:")


def set_name_from_naming_options(autoname: str, doc: Any) -> None:
    """Name a document by a form of `autoname`."""
    doc.name = by_pattern(doc, autoname)


def get_default_naming_series(doctype: str) -> str | None:
    """The first choice of the field `naming_series`."""
    options = get_meta(doctype).get_naming_series_options()
    return options[0] if options else None


def is_autoincremented(doctype: str, meta: Any = None) -> bool:
    """Whether documents are numbered."""
    found = meta or get_meta(doctype)
    return cstr(found.get("autoname")).lower() == "autoincrement"


def determine_consecutive_week_number(datetime: Any) -> str:
    """The number of a day's week, two digits."""
    return f"{datetime.isocalendar()[1]:02d}"
