"""Tables, columns and indexes as `frappe.db` names them."""

from __future__ import annotations

import re
from typing import Any

import frappe
from benchless.context import current
from benchless.documents import lookup
from benchless.schema import get_meta, sync_table
from benchless.sql import quoted
from benchless.translations import _

COLUMN_TYPE = re.compile(r"[a-z]+( unsigned)?(\(\d+(,\s*\d+)?\))?( unsigned)?", re.I)


def _table(doctype: str) -> str:
    return doctype if doctype.startswith(("tab", "__")) else f"tab{doctype}"


class TableFace:
    """Questions and changes that name a DocType, not a statement."""

    def get_db_table_columns(self, table: str) -> list[str]:
        """Columns of a table by its own name."""
        return list(current().db.columns_of(table))

    def get_column_type(self, doctype: str, column: str) -> str:
        """The type of a column as the database calls it."""
        return str(current().db.columns_of(_table(doctype))[column])

    def describe(self, doctype: str) -> list[tuple[str, str]]:
        """Columns with their types."""
        return list(current().db.columns_of(_table(doctype)).items())

    def get_columns(self, doctype: str) -> list[str]:
        """Names of the columns of a DocType's table."""
        return list(current().db.columns_of(_table(doctype)))

    def change_column_type(
        self, doctype: str, column: str, type: str, nullable: bool = False, use_cast: bool = False
    ) -> None:
        """Give a column another type; its values are kept as far as they fit. Raises ValidationError."""
        kind = type.strip()
        if not COLUMN_TYPE.fullmatch(kind):
            frappe.throw(_("{0} is not the type of a column").format(kind))
        current().db.tables.change_type(_table(doctype), column, kind, nullable=nullable)

    def has_index(self, table_name: str, index_name: str) -> bool:
        """Whether a table has an index of this name."""
        return index_name in current().db.tables.indexes(table_name)

    def updatedb(self, doctype: str, meta: Any = None) -> None:
        """Make a DocType's table follow its definition."""
        sync_table(current().db, get_meta(doctype, cached=False))

    def rename_table(self, old_name: str, new_name: str) -> None:
        """Give a DocType's table another name."""
        current().db.tables.rename(_table(old_name), _table(new_name))

    def rename_column(self, doctype: str, old_column_name: str, new_column_name: str) -> None:
        """Give a column another name; its values stay."""
        old, new = quoted(old_column_name), quoted(new_column_name)
        current().db.sql_ddl(f"ALTER TABLE {quoted(_table(doctype))} RENAME COLUMN {old} TO {new}")

    def clear_table(self, doctype: str) -> None:
        """Remove all rows."""
        lookup.delete(doctype)
