"""Which field each column of a file means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchless.schema import Meta, find_meta, get_meta
from benchless.translations import _
from benchless.values import Row, cstr

NAME_HEADS = ("id", "name", "编号")


@dataclass(frozen=True)
class Target:
    """A field of the document (`table` empty) or of one of its child tables."""

    field: Row
    table: str = ""

    @property
    def is_name(self) -> bool:
        return bool(self.field.fieldname == "name")


@dataclass(frozen=True)
class Column:
    """A column of the file: its place, its head, and what it means if anything."""

    index: int
    head: str
    target: Target | None
    date_format: str | None = None


def targets(doctype: str) -> dict[str, Target]:
    """Head in lower case → field: by label, fieldname and translated label."""
    meta = get_meta(doctype)
    out: dict[str, Target] = {}
    for head in NAME_HEADS:
        out[head] = Target(name_field(meta))
    for field in meta.table_fields:
        child = find_meta(field.options)
        if child is not None:
            _add_table(out, field, child)
    for field in meta["fields"]:
        if field.fieldname in meta.types or field.fieldtype == "Table MultiSelect":
            _add(out, Target(field), (field.fieldname, field.label, _(cstr(field.label))))
    return out


def name_field(meta: Meta) -> Row:
    """The name as if it were a field."""
    return Row(fieldname="name", fieldtype="Data", label="ID", options=meta["name"])


def _add_table(out: dict[str, Target], table: Row, child: Meta) -> None:
    """`Label (Table label)` and `table.fieldname`."""
    tables = {cstr(table.label), _(cstr(table.label)), table.fieldname}
    for field in [name_field(child), *child.value_fields]:
        labels = {cstr(field.label), _(cstr(field.label)), field.fieldname}
        heads = [f"{table.fieldname}.{field.fieldname}"]
        heads += [f"{label} ({outer})" for label in labels for outer in tables]
        heads += [f"{label}（{outer}）" for label in labels for outer in tables]
        _add(out, Target(field, table.fieldname), heads)


def _add(out: dict[str, Target], target: Target, heads: Any) -> None:
    for head in heads:
        if head:
            out[cstr(head).strip().lower()] = target


def columns_of(doctype: str, heads: list[Any]) -> list[Column]:
    """Columns of a file by its first row. A star behind a head, as templates have it, means nothing."""
    known = targets(doctype)
    out = []
    for index, head in enumerate(heads):
        text = cstr(head).strip()
        out.append(Column(index, text, known.get(text.rstrip("* ").lower())))
    return out
