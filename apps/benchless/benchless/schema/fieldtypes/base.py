"""What every field type answers."""

from __future__ import annotations

from typing import Any

from ...sql.columns import ColumnType, varchar
from ...values import Row


class FieldType:
    """A family member: how values are stored, cast and checked. One instance per type name."""

    column: ColumnType | None = varchar()
    is_number = False
    max_length: int | None = None

    def __init__(self, name: str) -> None:
        self.name = name

    def cast(self, value: Any, field: Row) -> Any:
        """The value as the document keeps it after a save."""
        return value

    def to_column(self, value: Any, field: Row) -> Any:
        """The value as the column stores it."""
        return value if value is None else str(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        """What is wrong with a non-empty value, or None. The text is for the person who typed it."""
        return None

    def stored(self, field: Row) -> ColumnType | None:
        """The column of a field, or None when nothing is stored."""
        return self.column


class NoColumn(FieldType):
    """Breaks, headings, buttons: shown, never stored."""

    column = None


class TableField(FieldType):
    """Rows in a table of their own."""

    column = None
