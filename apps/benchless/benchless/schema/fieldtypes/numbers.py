"""Check, whole numbers and fractions."""

from __future__ import annotations

from typing import Any

from ...errors import CharacterLengthExceededError, ValidationError
from ...translations import _
from ...values import Row, cint, flt
from .base import FieldType

LARGEST_INT = 2**31 - 1


class Whole(FieldType):
    column = "INTEGER"
    default_sql = "NOT NULL DEFAULT 0"
    is_number = True

    def cast(self, value: Any, field: Row) -> int:
        return cint(value)

    def to_column(self, value: Any, field: Row) -> int:
        return cint(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        if self.name == "Int" and abs(cint(value)) > LARGEST_INT and cint(field.length) < 11:
            return CharacterLengthExceededError(_("{0} is too large a number").format(_(field.label)))
        return None

    def ddl(self, field: Row) -> str:
        """A unique column keeps 0 as a value; the default follows the field's own."""
        return f"INTEGER NOT NULL DEFAULT {cint(field.default)}"


class CheckBox(Whole):
    def cast(self, value: Any, field: Row) -> int:
        return 1 if cint(value) else 0

    def to_column(self, value: Any, field: Row) -> int:
        return 1 if cint(value) else 0


class Fraction(FieldType):
    column = "REAL"
    default_sql = "NOT NULL DEFAULT 0"
    is_number = True

    def cast(self, value: Any, field: Row) -> float:
        return flt(value)

    def to_column(self, value: Any, field: Row) -> float:
        """Nine decimals, as Frappe's decimal(21,9) columns."""
        return round(flt(value), 9)


class RatingType(Fraction):
    def cast(self, value: Any, field: Row) -> float:
        return min(max(flt(value), 0.0), 1.0)


class DurationType(FieldType):
    column = "REAL"
    is_number = True

    def to_column(self, value: Any, field: Row) -> float | None:
        return None if value in (None, "") else float(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        try:
            float(value)
        except (TypeError, ValueError):
            return ValidationError(_("{0}: {1} is not a duration in seconds").format(_(field.label), value))
        return None
