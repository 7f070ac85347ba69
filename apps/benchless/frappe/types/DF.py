"""What the value of a field is in Python, by field type: `title: DF.Data`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Generic, Literal, TypeVar

Row = TypeVar("Row")


class Table(list[Row], Generic[Row]):
    """Rows of a child table."""


class TableMultiSelect(Table[Row]):
    """Rows of a child table with one link each."""


Attach = AttachImage = Autocomplete = Barcode = Code = Color = Data = DynamicLink = str
Geolocation = HTMLEditor = Icon = Link = LongText = MarkdownEditor = Password = Phone = ReadOnly = str
Select = Signature = SmallText = Text = TextEditor = str
Check = Int = int
Currency = Duration = Float = Percent = Rating = float
Date = str | date
Datetime = str | datetime
Time = str | time | timedelta
JSON = Any

__all__ = [
    "Attach", "AttachImage", "Autocomplete", "Barcode", "Check", "Code", "Color", "Currency", "Data", "Date",
    "Datetime", "Duration", "DynamicLink", "Float", "Geolocation", "HTMLEditor", "Icon", "Int", "JSON",
    "Link", "Literal", "LongText", "MarkdownEditor", "Password", "Percent", "Phone", "Rating", "ReadOnly",
    "Select", "Signature", "SmallText", "Table", "TableMultiSelect", "Text", "TextEditor", "Time",
]  # fmt: skip
