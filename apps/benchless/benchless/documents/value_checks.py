"""Checks that controllers ask for by name: a value, a table with rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import errors
from ..messages import throw
from ..translations import _
from ..values import cstr
from .base import BaseDocument


class CheckedValues(BaseDocument):
    """`validate_value`, `validate_table_has_rows` and `round_floats_in`."""

    def validate_value(
        self, fieldname: str, condition: str, wanted: Any, doc: Any = None, raise_exception: Any = None
    ) -> bool:
        """Refuse with a message unless `field condition wanted` holds."""
        value = (doc or self).get(fieldname)
        if not _holds(value, condition, wanted):
            label = _((doc or self).meta.get_label(fieldname))
            text = _("Incorrect value: {0} must be {1} {2}").format(label, condition, wanted)
            throw(text, raise_exception or errors.ValidationError)
        return True

    def validate_table_has_rows(self, parentfield: str, raise_exception: Any = None) -> None:
        rows = self.get(parentfield)
        if not (isinstance(rows, list) and rows):
            label = _(self.meta.get_label(parentfield))
            throw(_("Table {0} cannot be empty").format(label), raise_exception or errors.EmptyTableError)

    def round_floats_in(self, doc: Any, fieldnames: Iterable[str] | None = None) -> None:
        names = fieldnames or [
            f.fieldname for f in doc.meta.numeric_fields if f.fieldtype in ("Currency", "Float", "Percent")
        ]
        for name in names:
            doc.set(name, doc.get_value_as_float(name))


def _holds(value: Any, condition: str, wanted: Any) -> bool:
    if condition in ("in", "not in"):
        return bool((value in wanted) == (condition == "in"))
    tests = {"=": value == wanted, "==": value == wanted, "!=": value != wanted}
    if condition in tests:
        return bool(tests[condition])
    if condition == "^":
        return cstr(value).startswith(cstr(wanted))
    return bool(
        {">": value > wanted, "<": value < wanted, ">=": value >= wanted, "<=": value <= wanted}[condition]
    )
