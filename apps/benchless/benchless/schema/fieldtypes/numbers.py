"""Check, whole numbers and fractions."""

from __future__ import annotations

from typing import Any

from ...errors import CharacterLengthExceededError, ValidationError
from ...sql.columns import ColumnType
from ...translations import _
from ...values import Row, cint, flt
from .base import FieldType

LARGEST_INT = 2**31 - 1
# What decimal(21,9) holds.
LARGEST_DECIMAL = 10**12


class Whole(FieldType):
    column: ColumnType | None = ColumnType("int", required=True, default=0)
    is_number = True

    def cast(self, value: Any, field: Row) -> int:
        return cint(value)

    def to_column(self, value: Any, field: Row) -> int:
        return cint(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        if isinstance(value, list | dict):
            return ValidationError(_("{0} cannot be a list").format(_(field.label)))
        if self.name == "Int" and abs(cint(value)) > LARGEST_INT and cint(field.length) < 11:
            return CharacterLengthExceededError(_("{0} is too large a number").format(_(field.label)))
        return None

    def stored(self, field: Row) -> ColumnType:
        """A unique column keeps 0 as a value; the default follows the field's own."""
        return ColumnType(self._kind(field), required=True, default=cint(field.default))

    def _kind(self, field: Row) -> str:
        return "bigint" if self.name == "Long Int" or cint(field.length) > 11 else "int"


class CheckBox(Whole):
    def _kind(self, field: Row) -> str:
        return "check"

    def cast(self, value: Any, field: Row) -> int:
        return 1 if cint(value) else 0

    def to_column(self, value: Any, field: Row) -> int:
        return 1 if cint(value) else 0


class Fraction(FieldType):
    column: ColumnType | None = ColumnType("decimal", required=True, default=0)
    is_number = True

    def cast(self, value: Any, field: Row) -> float:
        return flt(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        if isinstance(value, list | dict):
            return ValidationError(_("{0} cannot be a list").format(_(field.label)))
        if not abs(flt(value)) < LARGEST_DECIMAL:  # neither is what is no number at all
            return CharacterLengthExceededError(_("{0} is too large a number").format(_(field.label)))
        return None

    def to_column(self, value: Any, field: Row) -> float:
        """Nine decimals, as Frappe's decimal(21,9) columns."""
        return round(flt(value), 9)


class RatingType(Fraction):
    column = ColumnType("share", required=True, default=0)

    def cast(self, value: Any, field: Row) -> float:
        return min(max(flt(value), 0.0), 1.0)


class DurationType(FieldType):
    column = ColumnType("decimal")
    is_number = True

    def to_column(self, value: Any, field: Row) -> float | None:
        return None if value in (None, "") else float(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        try:
            if abs(float(value)) < LARGEST_DECIMAL:
                return None
        except (TypeError, ValueError, OverflowError):
            pass
        return ValidationError(_("{0}: {1} is not a duration in seconds").format(_(field.label), value))
