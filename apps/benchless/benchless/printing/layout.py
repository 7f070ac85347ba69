"""Which fields a standard print shows, and where: pages, sections, columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchless.access import permitted_levels
from benchless.context import current
from benchless.schema import Meta, get_meta
from benchless.schema.fieldtypes import TABLE_TYPES
from benchless.values import Row, cint, flt

BREAKS = ("Section Break", "Tab Break", "Column Break", "Fold")
NEVER = (*BREAKS, "Button", "HTML", "Password", "Heading", "Image")
ZERO_HIDDEN = ("Int", "Float", "Currency", "Percent", "Check", "Duration", "Rating")
MAX_COLUMNS = 8


@dataclass
class Column:
    fields: list[Row] = field(default_factory=list)


@dataclass
class Section:
    label: str = ""
    columns: list[Column] = field(default_factory=lambda: [Column()])
    page_break: bool = False

    @property
    def fields(self) -> list[Row]:
        return [one for column in self.columns for one in column.fields]


def make_layout(doc: Any, chosen: list[Row] | None = None) -> list[list[Section]]:
    """Pages of sections with the fields that have something to show; `chosen` replaces the DocType's."""
    pages: list[list[Section]] = [[]]
    levels = readable_levels(doc)
    for section in _sections(chosen if chosen is not None else doc.meta["fields"]):
        shown = Section(section.label, [], section.page_break)
        for column in section.columns:
            fields = [one for one in column.fields if is_visible(one, doc, levels)]
            if fields:
                shown.columns.append(Column(fields))
        if shown.page_break and pages[-1]:
            pages.append([])
        if shown.columns:
            pages[-1].append(shown)
    return pages


def _sections(fields: list[Row]) -> list[Section]:
    sections = [Section()]
    for one in fields:
        if one.fieldtype in ("Section Break", "Tab Break", "Fold"):
            sections.append(Section(str(one.label or ""), page_break=bool(cint(one.page_break))))
        elif one.fieldtype == "Column Break":
            sections[-1].columns.append(Column())
        else:
            if cint(one.page_break) and sections[-1].fields:
                sections.append(Section(page_break=True))
            sections[-1].columns[-1].fields.append(one)
    return sections


def readable_levels(doc: Any) -> set[int]:
    """Permission levels whose fields the user may read on this document."""
    if doc.flags.ignore_permissions:
        return set(range(10))
    return set(permitted_levels(doc.meta, "read", current().user)) | {0}


def is_visible(one: Row, doc: Any, levels: set[int]) -> bool:
    """Whether a field belongs on paper: allowed, not hidden, and with a value."""
    if one.fieldtype == "Custom HTML":
        return True
    if (
        one.fieldtype in NEVER
        or cint(one.print_hide)
        or cint(one.hidden)
        or cint(one.permlevel) not in levels
    ):
        return False
    value = doc.get(one.fieldname)
    if value in (None, "", []):
        return False
    if one.fieldtype in ZERO_HIDDEN and not flt(value):
        return one.fieldtype in ("Currency", "Float", "Int", "Percent") and not cint(
            one.print_hide_if_no_value
        )
    return True


def table_columns(one: Row, rows: list[Any]) -> list[Row]:
    """The columns of a child table on paper: those with a value; only the list's own when they are many."""
    meta: Meta = get_meta(one.options)
    usable = [
        column
        for column in meta["fields"]
        if column.fieldtype not in (*NEVER, *TABLE_TYPES)
        and not cint(column.print_hide)
        and not cint(column.hidden)
    ]
    filled = [
        column for column in usable if any(row.get(column.fieldname) not in (None, "", 0) for row in rows)
    ]
    if len(filled) > MAX_COLUMNS:
        filled = [column for column in filled if cint(column.in_list_view)] or filled[:MAX_COLUMNS]
    return filled or usable[:MAX_COLUMNS]
