"""`frappe.db`: the session's database with the short ways to single values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from benchless.absent import AbsentName
from benchless.access import get_list
from benchless.context import current
from benchless.documents import lookup, user_defaults
from benchless.schema import find_meta
from benchless.sql.statements import to_sql
from benchless.values import Row

from ..face.database_errors import ErrorFace
from ..face.database_rows import RowFace
from ..face.database_tables import TableFace

ABSENT = object()


class DatabaseFace(RowFace, TableFace, ErrorFace):
    """Everything of the session's `Database`, and the documented questions by DocType."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(current().db, name, ABSENT)
        if found is ABSENT:
            raise AbsentName(f"frappe.db.{name}")
        return found

    def get_value(
        self,
        doctype: str,
        filters: Any = None,
        fieldname: Any = "name",
        ignore: Any = None,
        as_dict: bool = False,
        debug: bool = False,
        order_by: str | None = None,
        cache: bool = False,
        for_update: bool = False,
        *,
        run: bool = True,
        pluck: bool = False,
        distinct: bool = False,
        **_ignored: Any,
    ) -> Any:
        """One value, a tuple or (`as_dict`) a Row of the first match; None without a match."""
        if filters is None and find_meta(doctype) is not None and not get_meta_is_single(doctype):
            return None
        return lookup.get_value(
            doctype, filters, fieldname, as_dict=bool(as_dict), order_by=order_by, for_update=bool(for_update)
        )

    def get_values(
        self,
        doctype: str,
        filters: Any = None,
        fieldname: Any = "name",
        ignore: Any = None,
        as_dict: bool = False,
        debug: bool = False,
        order_by: str | None = None,
        cache: bool = False,
        for_update: bool = False,
        pluck: bool = False,
        distinct: bool = False,
        limit: int = 0,
        **_ignored: Any,
    ) -> list[Any]:
        """All matches as tuples, Rows or (`pluck`) plain values."""
        return lookup.get_values(
            doctype, filters, fieldname, as_dict=bool(as_dict), order_by=order_by, limit=limit or 0,
            for_update=bool(for_update), pluck=bool(pluck), distinct=bool(distinct),
        )  # fmt: skip

    def set_value(
        self,
        doctype: str,
        name: Any,
        fieldname: Any,
        val: Any = None,
        debug: bool = False,
        update_modified: bool = True,
        **_ignored: Any,
    ) -> None:
        """Write fields of matching documents: no hooks, no validation."""
        lookup.set_value(
            doctype, name if name is not None else doctype, fieldname, val, update_modified=update_modified
        )

    def get_single_value(self, doctype: str, fieldname: str, cache: bool = True) -> Any:
        return lookup.get_single_value(doctype, fieldname)

    def set_single_value(
        self, doctype: str, fieldname: Any, value: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        lookup.set_value(doctype, doctype, fieldname, value)

    def get_singles_dict(
        self, doctype: str, debug: bool = False, for_update: bool = False, cast: bool = False
    ) -> Row:
        rows = lookup.get_values(doctype, None, "*", as_dict=True)
        return rows[0] if rows else Row()

    def exists(self, dt: Any, dn: Any = None, cache: bool = False, *, debug: bool = False) -> Any:
        """The name of a document that is there, or None."""
        if dn is None and isinstance(dt, str) and not get_meta_is_single(dt):
            return None
        return lookup.exists(dt, dn)

    def count(
        self, dt: str, filters: Any = None, debug: bool = False, cache: bool = False, distinct: bool = True
    ) -> int:
        return lookup.count(dt, filters)

    def delete(self, doctype: str, filters: Any = None, debug: bool = False, **kwargs: Any) -> None:
        """Remove matching rows without hooks."""
        lookup.delete(doctype, filters if filters is not None else kwargs or None)

    def truncate(self, doctype: str) -> None:
        lookup.delete(doctype)

    def get_all(self, doctype: str, *args: Any, **kwargs: Any) -> Any:
        return lookup.get_all(doctype, **named(args, kwargs))

    def get_list(self, doctype: str, *args: Any, **kwargs: Any) -> Any:
        return get_list(doctype, **limits(named(args, kwargs)))

    def bulk_insert(
        self, doctype: str, fields: list[str], values: Any, ignore_duplicates: bool = False, **_ignored: Any
    ) -> None:
        """Many rows in one statement, as they are."""
        rows = [tuple(to_sql(value) for value in row) for row in values]
        db = current().db
        write = db.insert_missing if ignore_duplicates else db.insert
        write(f"tab{doctype}", list(fields), rows)

    def table_exists(self, doctype: str, cached: bool = True) -> bool:
        return current().db.has_table(f"tab{doctype}")

    def has_column(self, doctype: str, column: str) -> bool:
        return column in current().db.columns_of(f"tab{doctype}")

    def get_table_columns(self, doctype: str) -> list[str]:
        return list(current().db.columns_of(f"tab{doctype}"))

    def add_index(self, doctype: str, fields: list[str], index_name: str | None = None) -> None:
        name = index_name or f"tab{doctype}:{'_'.join(fields)}"
        current().db.tables.create_index(f"tab{doctype}", name, fields)

    def add_unique(self, doctype: str, fields: list[str], constraint_name: str | None = None) -> None:
        name = constraint_name or f"tab{doctype}:unique:{'_'.join(fields)}"
        current().db.tables.create_index(f"tab{doctype}", name, fields, unique=True)

    def escape(self, text: Any, percent: bool = True) -> str:
        """A quoted SQL literal. Prefer parameters."""
        quotedtext = current().db.escape(text)
        return quotedtext.replace("%", "%%") if percent else quotedtext

    def get_default(self, key: str, parent: str = user_defaults.GLOBAL) -> Any:
        return user_defaults.get_default(key, parent)

    def set_default(
        self, key: str, val: Any, parent: str = user_defaults.GLOBAL, parenttype: str | None = None
    ) -> None:
        user_defaults.set_default(key, val, parent)

    set_global = set_default

    def get_global(self, key: str, user: str = user_defaults.GLOBAL) -> Any:
        return user_defaults.get_default(key, user)

    def get_creation_count(self, doctype: str, minutes: int) -> int:

        since = current().site.now() - timedelta(minutes=minutes)
        return lookup.count(doctype, {"creation": [">=", since]})

    @contextmanager
    def unbuffered_cursor(self) -> Iterator[None]:
        yield


def get_meta_is_single(doctype: str) -> bool:
    meta = find_meta(doctype)
    return bool(meta and meta["issingle"])


def named(args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Positional arguments of `get_all` by name; filters may stand first, as in Frappe."""
    out = {**dict(zip(("fields", "filters", "order_by"), args, strict=False)), **kwargs}
    first = out.get("fields")
    if isinstance(first, dict) or (isinstance(first, list) and first and isinstance(first[0], list)):
        out["fields"], out["filters"] = out.get("filters"), first
    return out


def limits(arguments: dict[str, Any]) -> dict[str, Any]:
    """The names that apps use for paging → the engine's."""
    for old, new in (
        ("limit", "limit_page_length"),
        ("page_length", "limit_page_length"),
        ("start", "limit_start"),
    ):
        if arguments.get(old) is not None:
            arguments.setdefault(new, arguments[old])
        arguments.pop(old, None)
    return arguments
