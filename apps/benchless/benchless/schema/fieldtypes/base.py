"""What every field type answers."""

from __future__ import annotations

from typing import Any

from ...values import Row


class FieldType:
    """A family member: how values are stored, cast and checked. One instance per type name."""

    column: str | None = "TEXT"
    default_sql = ""
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

    def ddl(self, field: Row) -> str:
        """The column's type and default, or an empty text when nothing is stored."""
        return f"{self.column} {self.default_sql}".strip() if self.column else ""


class NoColumn(FieldType):
    """Breaks, headings, buttons: shown, never stored."""

    column = None


class TableField(FieldType):
    """Rows in a table of their own."""

    column = None
