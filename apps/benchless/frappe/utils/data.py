"""`frappe.utils.data`: numbers, dates, texts and collections."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable, Generator, Iterable
from typing import Any
from urllib.parse import quote as _quote
from urllib.parse import urlencode

from markdown import markdown

from benchless.calendars import (
    get_first_day,
    get_first_day_of_week,
    get_last_day,
    get_last_day_of_week,
    get_quarter_ending,
    get_quarter_start,
    get_timespan_date_range,
    get_weekday,
    get_weekdays,
    get_year_ending,
    get_year_start,
    is_last_day_of_the_month,
)
from benchless.context import current
from benchless.dates import (
    DATE_FORMAT,
    DATETIME_FORMAT,
    TIME_FORMAT,
    add_days,
    add_months,
    add_to_date,
    add_years,
    convert_utc_to_system_timezone,
    date_diff,
    days_diff,
    get_datetime,
    get_datetime_in_timezone,
    get_system_timezone,
    get_time,
    get_timedelta,
    get_timestamp,
    getdate,
    is_invalid_date_string,
    month_diff,
    now,
    now_datetime,
    nowdate,
    nowtime,
    time_diff,
    time_diff_in_hours,
    time_diff_in_seconds,
    to_timedelta,
    today,
)
from benchless.formatting import (
    format_date,
    format_datetime,
    format_duration,
    format_time,
    format_timedelta,
    formatdate,
    get_user_date_format,
    get_user_time_format,
    global_date_format,
    pretty_date,
)
from benchless.money_words import chinese_amount, english_amount, english_number
from benchless.number_formats import (
    currency_value,
    fmt_money,
    get_number_format_info,
    rounded,
)
from benchless.settings import system_setting
from benchless.text import (
    comma_and,
    comma_or,
    comma_sep,
    escape_html,
    get_abbr,
    is_html,
    is_json,
    new_line_sep,
    quote_urls,
    random_string,
    sanitize_html,
    strip_html,
    strip_html_tags,
    unescape_html,
    unique,
)
from benchless.values import Row, cint, cstr, flt

quoted = _quote


# values ---------------------------------------------------------------------------------------


def sbool(value: Any) -> Any:
    """`true`, `false`, `1`, `0` as booleans; anything else as it is."""
    return {"true": True, "1": True, "false": False, "0": False}.get(cstr(value).lower(), value)


def ceil(value: Any) -> int:
    """The next whole number above."""
    return math.ceil(flt(value))


def floor(value: Any) -> int:
    """The next whole number below."""
    return math.floor(flt(value))


def cast(fieldtype: str, value: Any = None) -> Any:
    """A text as the Python value of a fieldtype."""
    if fieldtype in ("Currency", "Float", "Percent", "Rating"):
        return flt(value)
    if fieldtype in ("Int", "Check", "Duration"):
        return cint(value)
    if fieldtype in ("Date", "Datetime", "Time") and value:
        if fieldtype == "Time":
            return to_timedelta(value)
        return getdate(value) if fieldtype == "Date" else get_datetime(value)
    return cstr(value) if fieldtype in ("Data", "Text", "Small Text", "Select", "Link") else value


def remainder(numerator: Any, denominator: Any, precision: int = 2) -> float:
    """What a division leaves."""
    return flt(flt(numerator) % flt(denominator), precision)


def safe_div(numerator: Any, denominator: Any, precision: int = 2) -> float:
    """A quotient; 0 when the divisor is 0."""
    return flt(flt(numerator) / flt(denominator), precision) if flt(denominator) else 0.0


def money_in_words(
    number: Any, main_currency: str | None = None, fraction_currency: str | None = None
) -> str:
    """An amount in words: Chinese capital numerals for CNY or in Chinese, else English."""
    currency = main_currency or system_setting("currency", "CNY")
    if currency in ("CNY", "RMB", "人民币") or current().lang.startswith("zh"):
        return ("" if currency in ("CNY", "RMB", "人民币") else f"{currency} ") + chinese_amount(number)
    fraction = fraction_currency or currency_value(currency, "fraction") or "Cent"
    units = cint(currency_value(currency, "fraction_units")) or 100
    return english_amount(number, currency, fraction, units)


def in_words(number: int, in_million: bool = True) -> str:
    """A whole number in English words."""
    return english_number(cint(number))


def parse_json(value: Any) -> Any:
    """A JSON text as Python data (dictionaries as Rows); anything else as it is."""
    if isinstance(value, str):
        value = json.loads(value)
    return Row(value) if type(value) is dict else value


def orjson_dumps(value: Any, default: Any = None, option: Any = None, decode: bool = True) -> Any:
    """Data as JSON text."""
    text = json.dumps(value, default=default or str, ensure_ascii=False, separators=(",", ":"))
    return text if decode else text.encode()


def get_number_format(currency: str | None = None) -> str:
    """The site's number format."""
    return str(system_setting("number_format", "#,###.##"))


def md_to_html(text: str) -> str:
    """Markdown as HTML."""
    return str(markdown(cstr(text), extensions=["tables", "fenced_code", "sane_lists", "nl2br"]))


def is_markdown(text: str) -> bool:
    """Whether a text has Markdown's signs and no HTML."""
    return not is_html(text) and any(sign in text for sign in ("\n# ", "\n- ", "**", "]("))


def cast_fieldtype(fieldtype: str, value: Any, show_warning: bool = True) -> Any:
    """Old name of `cast`."""
    return cast(fieldtype, value)


# collections ----------------------------------------------------------------------------------


def create_batch(items: Iterable[Any], batch_size: int) -> Generator[list[Any], None, None]:
    """Lists of at most `batch_size` items."""
    rows = list(items)
    for start in range(0, len(rows), batch_size):
        yield rows[start : start + batch_size]


def groupby_metric(iterable: dict[str, list[Any]], key: str) -> dict[str, Any]:
    """Records of several lists, gathered under one of their values."""
    out: dict[str, Any] = {}
    for category, items in iterable.items():
        for item in items:
            out.setdefault(item[key], {})[category] = item
    return out


def make_filter_tuple(doctype: str, key: str, value: Any) -> list[Any]:
    """`{key: value}` as `[doctype, key, operator, value]`."""
    if isinstance(value, list | tuple):
        return [doctype, key, value[0], value[1]]
    return [doctype, key, "=", value]


def make_filter_dict(filters: Iterable[Any]) -> Row:
    """Filter lists as a dictionary of operator and value."""
    return Row({item[1]: (item[2], item[3]) for item in filters})


def evaluate_filters(doc: Any, filters: Any) -> bool:
    """Whether a document meets filters."""
    items = filters.items() if isinstance(filters, dict) else [(f[-3], (f[-2], f[-1])) for f in filters]
    return all(compare(doc.get(key), *_condition(value)) for key, value in items)


def _condition(value: Any) -> tuple[str, Any]:
    return (value[0], value[1]) if isinstance(value, list | tuple) else ("=", value)


def _words(value: Any) -> list[str]:
    items = value.split(",") if isinstance(value, str) else value or []
    return [cstr(item).strip() for item in items]


COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    ">": lambda a, b: a is not None and bool(a > b),
    "<": lambda a, b: a is not None and bool(a < b),
    ">=": lambda a, b: a is not None and bool(a >= b),
    "<=": lambda a, b: a is not None and bool(a <= b),
    "in": lambda a, b: cstr(a) in _words(b),
    "not in": lambda a, b: cstr(a) not in _words(b),
    "like": lambda a, b: cstr(b).strip("%").lower() in cstr(a).lower(),
    "not like": lambda a, b: cstr(b).strip("%").lower() not in cstr(a).lower(),
    "is": lambda a, b: bool(a) == (cstr(b).lower() == "set"),
    "between": lambda a, b: a is not None and bool(b[0] <= a <= b[1]),
}


def compare(value: Any, condition: str, operand: Any, fieldtype: str | None = None) -> bool:
    """`value condition operand`, for the operators of list filters."""
    if fieldtype:
        value, operand = (
            cast(fieldtype, value),
            operand if condition in ("in", "not in") else cast(fieldtype, operand),
        )
    test = COMPARE.get(condition.lower())
    return bool(test and test(value, operand))


def dictify(arg: Any) -> Any:
    """Dictionaries, also inside lists, as Rows."""
    if isinstance(arg, list):
        return [dictify(item) for item in arg]
    return Row({key: dictify(value) for key, value in arg.items()}) if isinstance(arg, dict) else arg


# the world ------------------------------------------------------------------------------------


def get_time_zone() -> str:
    """Old name of `get_system_timezone`."""
    return get_system_timezone()


def get_eta(from_time: Any, percent_complete: float) -> str:
    """When work that is `percent_complete` done will be finished, as a span."""
    done = max(flt(percent_complete), 0.1)
    spent = time_diff_in_seconds(now_datetime(), from_time)
    return str(datetime.timedelta(seconds=int(spent / done * (100 - done))))


def get_url_to_report_with_filters(
    name: str, filters: Any, report_type: str | None = None, doctype: str | None = None
) -> str:
    """Address of a report with filters filled in."""
    from_filters = urlencode(filters) if isinstance(filters, dict) else cstr(filters)
    return f"/app/query-report/{_quote(name)}?{from_filters}"


def update_progress_bar(text: str, done: int, total: int, absolute: bool = False) -> None:
    """A line on the terminal that says how far a command is."""
    if total and not current().flags.in_test:
        print(f"\r{text}: {done + 1}/{total}", end="\n" if done + 1 >= total else "", flush=True)


def get_imaginary_pixel_response() -> dict[str, Any]:
    """A picture of one clear dot."""
    dot = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    return {
        "type": "binary",
        "filename": "pixel.gif",
        "filecontent": dot + b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01D\x00;",
    }


__all__ = [
    "DATETIME_FORMAT", "DATE_FORMAT", "TIME_FORMAT", "add_days", "add_months", "add_to_date",
    "add_years", "cast",
    "cast_fieldtype", "ceil", "cint", "comma_and", "comma_or", "comma_sep", "compare",
    "convert_utc_to_system_timezone", "create_batch", "cstr", "date_diff", "days_diff", "dictify",
    "escape_html",
    "evaluate_filters", "floor", "flt", "fmt_money", "format_date", "format_datetime", "format_duration",
    "format_time", "format_timedelta", "formatdate", "get_abbr", "get_datetime", "get_datetime_in_timezone",
    "get_eta", "get_first_day", "get_first_day_of_week", "get_imaginary_pixel_response", "get_last_day",
    "get_last_day_of_week", "get_number_format", "get_number_format_info", "get_quarter_ending",
    "get_quarter_start", "get_system_timezone", "get_time", "get_time_zone", "get_timedelta",
    "get_timespan_date_range", "get_timestamp", "get_url_to_report_with_filters", "get_user_date_format",
    "get_user_time_format", "get_weekday", "get_weekdays", "get_year_ending", "get_year_start", "getdate",
    "global_date_format", "groupby_metric", "in_words", "is_html", "is_invalid_date_string", "is_json",
    "is_last_day_of_the_month", "is_markdown", "make_filter_dict", "make_filter_tuple", "md_to_html",
    "money_in_words", "month_diff", "new_line_sep", "now", "now_datetime", "nowdate", "nowtime",
    "orjson_dumps",
    "parse_json", "pretty_date", "quote_urls", "quoted", "random_string", "remainder", "rounded", "safe_div",
    "sanitize_html", "sbool", "strip_html", "strip_html_tags", "time_diff", "time_diff_in_hours",
    "time_diff_in_seconds", "to_timedelta", "today", "unescape_html", "unique", "update_progress_bar",
]  # fmt: skip
