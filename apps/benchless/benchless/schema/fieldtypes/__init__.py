"""The field types by name. A new type is one line here, in one family file."""

from __future__ import annotations

from .base import FieldType, NoColumn, TableField
from .moments import DatetimeType, DateType, TimeType
from .numbers import CheckBox, DurationType, Fraction, RatingType, Whole
from .texts import (
    Choice,
    CodeType,
    DataType,
    JsonType,
    LongAttach,
    MiddleText,
    PhoneType,
    SecretText,
    ShortText,
    Text,
)

FAMILIES: dict[type[FieldType], tuple[str, ...]] = {
    NoColumn: (
        "Section Break",
        "Column Break",
        "Tab Break",
        "HTML",
        "Button",
        "Image",
        "Fold",
        "Heading",
    ),
    TableField: ("Table", "Table MultiSelect"),
    CheckBox: ("Check",),
    Whole: ("Int", "Long Int"),
    Fraction: ("Float", "Currency", "Percent"),
    RatingType: ("Rating",),
    DurationType: ("Duration",),
    DateType: ("Date",),
    DatetimeType: ("Datetime",),
    TimeType: ("Time",),
    DataType: ("Data",),
    PhoneType: ("Phone",),
    ShortText: ("Link", "Dynamic Link", "Color", "Icon", "Read Only"),
    SecretText: ("Password",),
    MiddleText: ("Small Text", "Text"),
    LongAttach: ("Attach", "Attach Image", "Autocomplete", "Barcode"),
    Choice: ("Select",),
    Text: (
        "Long Text",
        "Text Editor",
        "HTML Editor",
        "Markdown Editor",
        "Signature",
        "Geolocation",
    ),
    CodeType: ("Code",),
    JsonType: ("JSON",),
}

TYPES: dict[str, FieldType] = {name: family(name) for family, names in FAMILIES.items() for name in names}

TABLE_TYPES = FAMILIES[TableField]
NO_VALUE_TYPES = FAMILIES[NoColumn] + TABLE_TYPES
MOMENT_TYPES = ("Date", "Datetime", "Time", "Duration")
NUMERIC_TYPES = ("Check", "Int", "Long Int", "Float", "Currency", "Percent")


def field_type(name: str) -> FieldType:
    """The type of that name; unknown names behave as Data, so that newer definitions still load."""
    return TYPES.get(name) or TYPES["Data"]


__all__ = ["NO_VALUE_TYPES", "NUMERIC_TYPES", "TABLE_TYPES", "TYPES", "FieldType", "field_type"]
