"""Everything that is stored as text, and the checks that some texts get."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import Any

import orjson

from ... import errors
from ...sql.columns import ColumnType, varchar
from ...translations import _
from ...values import Row, cint
from .base import FieldType

EMAIL = re.compile(r"^[^\s@<>,;]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+$", re.A)
COUNTRY_PHONE = re.compile(r"^(?=(?:\D*\d){7,18}\D*$)\+\d{1,4}[- ]?[0-9 ]{4,16}$")
PHONE = re.compile(r"^[+]?[0-9 +_\-,.*#()/]{1,20}$")
PERSON = re.compile(r"^[\w][\w'\-]*([ \w][\w'\-]+)*$")
NAMED_ADDRESS = re.compile(r"^[^<>]*<([^<>]+)>$")
NOT_MAILED = ("Administrator", "Guest")
URL = re.compile(r"^(https?|ftps?)://[^\s/?#]+[^\s]*$|^(mailto|tel):[^\s]+$|^/[^\s]*$", re.I)


class Text(FieldType):
    column: ColumnType | None = ColumnType("longtext")

    def to_column(self, value: Any, field: Row) -> Any:
        if value is None or isinstance(value, str):
            return value
        return str(int(value)) if isinstance(value, bool) else str(value)

    def problem(self, value: Any, field: Row) -> Exception | None:
        if isinstance(value, list | dict | tuple):
            return errors.ValidationError(_("{0} cannot be a list").format(_(field.label)))
        return None


class MiddleText(Text):
    """Texts of up to 64 kB."""

    column = ColumnType("text")


class ShortText(Text):
    """Texts with a length: 140 unless the field says otherwise."""

    max_length: int | None = 140

    def stored(self, field: Row) -> ColumnType:
        return varchar(cint(field.length) or 140)

    def problem(self, value: Any, field: Row) -> Exception | None:
        limit = cint(field.length) or self.max_length
        if limit and isinstance(value, str) and len(value) > limit:
            return errors.CharacterLengthExceededError(
                _("{0} may have at most {1} characters; it has {2}").format(_(field.label), limit, len(value))
            )
        return super().problem(value, field)


class LongAttach(ShortText):
    max_length: int | None = None

    def stored(self, field: Row) -> ColumnType:
        return ColumnType("text")


class SecretText(LongAttach):
    """Passwords: the row holds as many stars as there are letters."""

    max_length = 140


class DataType(ShortText):
    def problem(self, value: Any, field: Row) -> Exception | None:
        return super().problem(value, field) or data_problem(str(value), field.options or "", field.label)


class PhoneType(ShortText):
    def problem(self, value: Any, field: Row) -> Exception | None:
        found = super().problem(value, field) or data_problem(str(value), "Phone", field.label)
        if found is None and not COUNTRY_PHONE.match(str(value).strip()):
            text = _("{0}: {1} needs a country code, such as +86-13800000000")
            return errors.InvalidPhoneNumberError(text.format(_(field.label), value))
        return found


def _addresses(value: str) -> list[str]:
    """The addresses of a list with commas or semicolons, without the names before them."""
    parts = [one.strip() for one in re.split("[,;]", value) if one.strip()]
    return [NAMED_ADDRESS.sub(r"\1", one) for one in parts]


def data_problem(value: str, kind: str, label: str) -> Exception | None:
    """Check a Data field with option Email, Phone, Name or URL."""
    value = value.strip()
    if kind == "Email" and value not in NOT_MAILED and not all(map(EMAIL.match, _addresses(value))):
        return errors.InvalidEmailAddressError(_("{0}: {1} is not an e-mail address").format(_(label), value))
    if kind == "Phone" and not PHONE.match(value):
        return errors.InvalidPhoneNumberError(_("{0}: {1} is not a phone number").format(_(label), value))
    if kind == "Name" and not PERSON.match(value):
        return errors.InvalidNameError(_("{0}: {1} is not a name").format(_(label), value))
    if kind == "URL" and not URL.match(value):
        return errors.ValidationError(_("{0}: {1} is not an address of a page").format(_(label), value))
    return None


class Choice(ShortText):
    """Select: one of the option lines."""

    def problem(self, value: Any, field: Row) -> Exception | None:
        options = option_lines(field.options or "")
        if not any(options) or str(value) in options or field.fieldname == "naming_series":
            return super().problem(value, field)
        listed = ", ".join(_(option) for option in options if option)
        return errors.ValidationError(
            _("{0} cannot be {1}. It should be one of {2}").format(_(field.label), value, listed)
        )


@lru_cache(maxsize=2000)
def option_lines(options: str) -> tuple[str, ...]:
    """What a Select offers."""
    return tuple(line.strip() for line in options.split("\n"))


class CodeType(Text):
    def problem(self, value: Any, field: Row) -> Exception | None:
        if field.options in ("Python", "PythonExpression"):
            return _python_problem(str(value), field)
        return super().problem(value, field)


def _python_problem(code: str, field: Row) -> Exception | None:
    try:
        ast.parse(code, mode="eval" if field.options == "PythonExpression" else "exec")
    except SyntaxError as error:
        return errors.ValidationError(_("{0}: the code has an error: {1}").format(_(field.label), error.msg))
    return None


class JsonType(Text):
    """A JSON text; Python structures are written as JSON."""

    column = ColumnType("json")

    def cast(self, value: Any, field: Row) -> Any:
        if isinstance(value, dict):
            return orjson.dumps(value).decode()
        return value if value != "" else None

    def problem(self, value: Any, field: Row) -> Exception | None:
        return super().problem(value, field) if isinstance(value, list) else _json_problem(value, field)


def _json_problem(value: Any, field: Row) -> Exception | None:
    if not isinstance(value, str):
        return None
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        return errors.ValidationError(_("{0} is not valid JSON").format(_(field.label)))
    return None
