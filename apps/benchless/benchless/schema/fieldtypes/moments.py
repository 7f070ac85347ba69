"""Date, Datetime and Time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil import parser

from ...errors import ValidationError
from ...sql.columns import ColumnType
from ...sql.statements import moment_text, time_text
from ...translations import _
from ...values import Row
from .base import FieldType

YEAR_FIRST = re.compile(r"\s*\d{4}([-/.]?)\d{1,2}\1\d{1,2}(\D|$)")


class Moment(FieldType):
    """Common ground: empty is NULL, unreadable text is refused by name of the field."""

    def to_column(self, value: Any, field: Row) -> Any:
        if value in (None, ""):
            return None
        try:
            return self.text_of(value)
        except (ValueError, OverflowError) as error:
            raise self.refusal(value, field) from error

    def text_of(self, value: Any) -> str:
        raise NotImplementedError

    def problem(self, value: Any, field: Row) -> Exception | None:
        try:
            self.text_of(value)
        except (ValueError, OverflowError, TypeError):
            return self.refusal(value, field)
        return None

    def refusal(self, value: Any, field: Row) -> ValidationError:
        return ValidationError(_("{0}: {1} is not a valid date or time").format(_(field.label), value))


class DateType(Moment):
    column = ColumnType("date")

    def text_of(self, value: Any) -> str:
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        text = str(value)
        if not YEAR_FIRST.match(text):  # which of `03/04` is the month is anybody's guess
            raise ValueError(text)
        try:
            return (
                date.fromisoformat(text[:10]).isoformat()
                if text[4:5] == "-"
                else _parsed(text).date().isoformat()
            )
        except ValueError:
            return _parsed(text).date().isoformat()


class DatetimeType(Moment):
    column = ColumnType("datetime")

    def text_of(self, value: Any) -> str:
        if not isinstance(value, datetime | date) and not YEAR_FIRST.match(str(value)):
            raise ValueError(value)  # a clock alone names no day, nor does `03/04/2021` name one surely
        if not isinstance(value, datetime):
            value = _moment(value)
            if value.tzinfo is not None:  # the column keeps no zone, and dropping it would move the moment
                raise ValueError(value)
        return moment_text(value)


class TimeType(Moment):
    column = ColumnType("time")

    def text_of(self, value: Any) -> str:
        if isinstance(value, timedelta | time):
            return time_text(value)
        text = str(value)
        if YEAR_FIRST.match(text) and ":" in text:
            return time_text(_moment(text).time())
        if text.isdigit() and len(text) <= 6:  # MariaDB reads hours, minutes and seconds from the right
            text = f"{text:0>6}"
            text = f"{text[:2]}:{text[2:4]}:{text[4:]}"
        parts = text.split(":")
        if len(parts) not in (2, 3):
            return _parsed(str(value)).time().isoformat()
        hours, minutes, seconds = int(parts[0]), int(parts[1]), float(parts[2] if len(parts) == 3 else 0)
        if not (0 <= minutes < 60 and 0 <= seconds < 60):
            raise ValueError(value)
        return time_text(timedelta(hours=hours, minutes=minutes, seconds=seconds))


def _moment(value: Any) -> datetime:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return _parsed(str(value))


def _parsed(text: str) -> datetime:
    if not any(letter.isdigit() for letter in text):
        raise ValueError(text)
    moment: datetime = parser.parse(text)
    return moment
