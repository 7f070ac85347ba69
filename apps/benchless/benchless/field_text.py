"""A field's value as people read it: in lists, reports, prints and exports."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from .formatting import format_datetime, format_duration, format_time, formatdate
from .number_formats import fmt_money, format_number
from .settings import system_setting
from .text import escape_html
from .translations import _
from .values import cint, cstr, flt


def format_value(value: Any, df: Any = None, doc: Any = None, currency: str | None = None,
                 translated: bool = False, format: str | None = None) -> str:  # fmt: skip
    """A field's value as text for people: `df` is the field (a row, a dict or the name of a fieldtype)."""
    field = {"fieldtype": df} if isinstance(df, str) else df or {}
    kind = field.get("fieldtype") or _kind_of(value)
    formatter = FORMATTERS.get(kind)
    if value is None and kind not in NUMBERS:
        return ""
    if formatter:
        return str(formatter(value, field, doc, currency, format))
    text = cstr(value)
    if kind == "Link" and doc is not None:
        text = _link_title(text, field, doc)
    return _(text) if translated or kind == "Select" else text


def _kind_of(value: Any) -> str:
    kinds = ((datetime, "Datetime"), (date, "Date"), (timedelta, "Time"), (time, "Time"), (float, "Float"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "Data")


def _link_title(value: str, field: Any, doc: Any) -> str:
    titles = doc.get("__link_titles") or {}
    return str(titles.get(f"{field.get('options')}::{value}", value))


def _places(field: Any) -> int | None:
    text = cstr(field.get("precision"))
    return cint(text) if text != "" else None


def _currency_of(field: Any, doc: Any) -> str | None:
    """Currency of an amount: `options` names a field, a currency, or `DocType:link:field`."""
    option = cstr(field.get("options"))
    if doc is not None and option and ":" not in option and doc.get(option):
        return cstr(doc.get(option))
    return None


def _money(value: Any, field: Any, doc: Any, currency: str | None, pattern: str | None) -> str:
    chosen = currency or _currency_of(field, doc) or system_setting("currency")
    return fmt_money(flt(value), _places(field), chosen, pattern)


def _float(value: Any, field: Any, doc: Any, currency: str | None, pattern: str | None) -> str:
    places = _places(field)
    if places is None:
        places = cint(system_setting("float_precision", 3))
        text = format_number(value, places, pattern)
        return text.rstrip("0").rstrip(".") if field.get("options") == "trim" else text
    return format_number(value, places, pattern)


def _percent(value: Any, field: Any, doc: Any, currency: str | None, pattern: str | None) -> str:
    """Up to two digits behind the point, and always one."""
    places = _places(field)
    text = str(flt(value, 2)) if places is None else format_number(value, places, pattern)
    return f"{text}%"


def _text(value: Any, field: Any, doc: Any, currency: str | None, pattern: str | None) -> str:
    return escape_html(cstr(value)).replace("\n", "<br>")


def _rows(value: Any, field: Any, doc: Any, currency: str | None, pattern: str | None) -> str:
    """Names that a Table MultiSelect holds: the first own value of each row."""
    skip = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "doctype")
    out: list[str] = []
    for row in value or []:
        items = row.as_dict() if hasattr(row, "as_dict") else row
        own = [v for k, v in items.items() if k not in skip and not k.startswith("parent") and v]
        out.extend(cstr(v) for v in own[:1])
    return ", ".join(out)


FORMATTERS: dict[str, Any] = {
    "Date": lambda value, field, doc, currency, pattern: formatdate(value, pattern),
    "Datetime": lambda value, field, doc, currency, pattern: format_datetime(value, pattern),
    "Time": lambda value, field, doc, currency, pattern: format_time(value, pattern),
    "Duration": lambda value, field, doc, currency, pattern: format_duration(
        value, bool(field.get("hide_days"))
    ),
    "Int": lambda value, field, doc, currency, pattern: format_number(value, 0, pattern),
    "Currency": _money,
    "Float": _float,
    "Percent": _percent,
    "Check": lambda value, field, doc, currency, pattern: cstr(cint(value)),
    "Rating": lambda value, field, doc, currency, pattern: f"{flt(value) * 5:g}",
    "Text": _text,
    "Small Text": _text,
    "Long Text": _text,
    "Table MultiSelect": _rows,
}
NUMBERS = ("Int", "Currency", "Float", "Percent", "Check", "Rating", "Duration")
