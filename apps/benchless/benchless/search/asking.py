"""Asking the search: words in, documents out, each only to those who may read it.

Matching on what one may not read would tell of it: where some searched fields of a DocType are above a
reader's permission level, the text is put together again from those that he may read, and matched again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..access import get_list, has_permission, readable_fields
from ..context import current
from ..errors import PermissionError
from ..schema import Meta, find_meta
from ..values import Row, cint, row_count
from .content import content_of, fields_of, tables_of, title_of
from .index import TABLE

BATCH = 200
MOST_LOOKED_AT = 5000
LONGEST = 200
Words = list[list[str]]


def search(text: str, start: int = 0, limit: int = 20, doctypes: list[str] | None = None) -> list[Row]:
    """Documents that the user may read and that hold the words; `a b & c` is (a and b) or c.

    Those with the words in their title come first, then in the order of `doctypes`, which are the only
    ones looked at when they are given.
    """
    words = words_of(text)
    readable = [name for name in doctypes or _all() if _may_read(name)]
    if not words or not readable:
        return []
    wanted = start + limit
    found: list[Row] = []
    for batch in _candidates(words, readable):
        found += visible(batch, words)
        if len(found) >= wanted:
            break
    return found[start:wanted]


def words_of(text: str) -> Words:
    """Alternatives, each a list of words that must all be there."""
    parts = [part.split() for part in text[:LONGEST].split("&")]
    return [part for part in parts if part]


def _all() -> list[str]:
    rows = current().db.rows(f"SELECT DISTINCT doctype FROM `{TABLE}` ORDER BY doctype")
    return [row[0] for row in rows]


def _may_read(doctype: str) -> bool:
    return find_meta(doctype) is not None and has_permission(doctype, "read")


def _candidates(words: Words, doctypes: list[str]) -> Iterator[list[Row]]:
    """Rows with the words, whoever may read them, a batch at a time."""
    db = current().db
    matching, values = _condition(words, "CONCAT(title, ' ', content)")
    titled, titles = _condition(words, "title")
    inside, names = db.members(doctypes)
    places = " ".join(f"WHEN ? THEN {place}" for place in range(len(doctypes)))
    sql = (
        f"SELECT doctype, name, title, content, CASE WHEN {titled} THEN 2 ELSE 1 END AS relevance "
        f"FROM `{TABLE}` WHERE doctype IN {inside} AND {matching} "
        f"ORDER BY relevance DESC, CASE doctype {places} END, doctype, name LIMIT {BATCH} OFFSET ?"
    )
    for offset in range(0, MOST_LOOKED_AT, BATCH):
        rows = db.dicts(sql, (*titles, *names, *values, *doctypes, offset))
        if rows:
            yield rows
        if len(rows) < BATCH:
            return


def _condition(words: Words, column: str) -> tuple[str, tuple[str, ...]]:
    parts = [" AND ".join([f"{column} LIKE ? ESCAPE '!'"] * len(part)) for part in words]
    values = tuple(f"%{_escaped(word)}%" for part in words for word in part)
    return "(" + " OR ".join(parts) + ")", values


def _escaped(word: str) -> str:
    for sign in "!%_":
        word = word.replace(sign, f"!{sign}")
    return word


# what a reader may see ------------------------------------------------------------------------


def visible(rows: list[Row], words: Words) -> list[Row]:
    """The rows that the user may read, with no more text than he may read."""
    of_doctype: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_doctype[row.doctype].append(row)
    kept: dict[tuple[str, str], Row] = {}
    for doctype, group in of_doctype.items():
        for row in _readable(doctype, group, words):
            kept[doctype, row.name] = row
    return [kept[row.doctype, row.name] for row in rows if (row.doctype, row.name) in kept]


def _readable(doctype: str, rows: list[Row], words: Words) -> list[Row]:
    meta = find_meta(doctype)
    names = [row.name for row in rows]
    if meta is None:
        return []
    columns = seen_columns(meta, current().user)
    try:
        if columns is None:
            found = set(map(str, _listed(doctype, names, ["name"], pluck="name")))
            return [row for row in rows if row.name in found]
        texts = {str(values.name): values for values in _values(meta, names, columns)}
    except PermissionError:
        return []
    shown = [_shown(meta, row, texts[row.name], columns) for row in rows if row.name in texts]
    return [row for row in shown if _holds(f"{row.title} {row.content}", words)]


def _listed(doctype: str, names: list[str], fields: list[str], **more: Any) -> list[Any]:
    inside = {"name": ["in", names]}
    rows: list[Any] = get_list(doctype, fields, inside, limit_page_length=0, order_by="none", **more)
    return rows


def seen_columns(meta: Meta, user: str) -> set[str] | None:
    """Searched columns that the user may read (`table.column` of rows); None when that is all of them."""
    own = readable_fields(meta, user)
    seen = {field.fieldname for field in fields_of(meta) if field.fieldname in own}
    hidden = len(seen) < len(fields_of(meta)) or meta.get_title_field() not in own
    levels = {level for level in range(10) if _level_is_open(meta, level, user)}
    for table, child, fields in tables_of(meta):
        inner = readable_fields(child, user, meta) if cint(table.permlevel) in levels else frozenset()
        names = {f"{table.fieldname}.{f.fieldname}" for f in fields if f.fieldname in inner}
        hidden, seen = hidden or len(names) < len(fields), seen | names
    return seen if hidden else None


def _level_is_open(meta: Meta, level: int, user: str) -> bool:
    return not level or level in meta.get_permlevel_access("read", user=user)


def _values(meta: Meta, names: list[str], columns: set[str]) -> list[Row]:
    """Documents with the columns that may be seen."""
    own = [name for name in columns if "." not in name]
    title = meta.get_title_field()
    if title in readable_fields(meta, current().user):
        own.append(title)
    documents: list[Row] = _listed(meta["name"], names, list(dict.fromkeys(["name", *own])))
    for table, child, fields in tables_of(meta):
        inner = [f.fieldname for f in fields if f"{table.fieldname}.{f.fieldname}" in columns]
        if inner and documents:
            _add_rows(documents, table.fieldname, child, inner)
    return documents


def _add_rows(documents: list[Row], table: str, child: Meta, columns: list[str]) -> None:
    inside = {"parent": ["in", [row.name for row in documents]], "parentfield": table}
    rows = get_list(
        child["name"], ["parent", *columns], inside, order_by="idx asc", limit_page_length=0,
        ignore_permissions=True,
    )  # fmt: skip
    for document in documents:
        document[table] = [row for row in rows if str(row.parent) == str(document.name)]


def _shown(meta: Meta, row: Row, values: Row, columns: set[str]) -> Row:
    return Row(row, title=title_of(meta, values), content=content_of(meta, values, columns))


def _holds(text: str, words: Words) -> bool:
    low = text.casefold()
    return any(all(word.casefold() in low for word in part) for part in words)


# public pages ---------------------------------------------------------------------------------


def web_search(text: str, scope: str | None = None, start: int = 0, limit: int = 20) -> list[Row]:
    """Published pages with the words in their title; `scope` is how their addresses begin."""
    words = words_of(text)
    if not words:
        return []
    titled, titles = _condition(words, "title")
    sql = (
        f"SELECT doctype, name, title, route FROM `{TABLE}` WHERE published=1 AND {titled} "
        f"AND route LIKE ? ESCAPE '!' ORDER BY title, name LIMIT ? OFFSET ?"
    )
    return current().db.dicts(sql, (*titles, f"{_escaped(scope or '')}%", row_count(limit), row_count(start)))
