"""Small helpers that apps take from `frappe.utils`."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import frappe
from benchless.dates import get_datetime
from benchless.text import strip_html
from benchless.values import cint, cstr

DURATION = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?")
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg")


def get_traceback(with_context: bool = False) -> str:
    """The running error as text."""
    return traceback.format_exc()


def call_hook_method(hook: str, *args: Any, **kwargs: Any) -> Any:
    """Call all functions of a hook; gives the last answer that is not None."""
    out = None
    for path in frappe.get_hooks(hook) or []:
        answer = frappe.get_attr(path)(*args, **kwargs)
        out = answer if answer is not None else out
    return out


def duration_to_seconds(duration: str) -> int:
    """`1d 2h 3m 4s` → 93784."""
    validate_duration_format(duration)
    match = DURATION.fullmatch(duration.strip())
    days, hours, minutes, seconds = (cint(part) for part in (match.groups() if match else ()))
    return days * 86400 + hours * 3600 + minutes * 60 + seconds


def validate_duration_format(duration: str) -> None:
    """Stop unless a text is a duration."""
    text = cstr(duration).strip()
    if not text or not DURATION.fullmatch(text):
        frappe.throw(frappe._("{0} is not a duration such as 1d 2h 3m").format(duration))


def safe_json_loads(*args: str) -> Any:
    """JSON texts as data; what is no JSON stays as it is."""
    results = tuple(_loaded(arg) for arg in args)
    return results[0] if len(results) == 1 else results


def _loaded(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def get_safe_filters(filters: Any) -> Any:
    """Filters that may be JSON."""
    return safe_json_loads(filters)


def safe_decode(param: Any, encoding: str = "utf-8") -> Any:
    """Bytes as text; anything else as it is."""
    return param.decode(encoding, "replace") if isinstance(param, bytes) else param


def safe_encode(param: Any, encoding: str = "utf-8") -> Any:
    """Text as bytes; anything else as it is."""
    return param.encode(encoding) if isinstance(param, str) else param


def remove_blanks(d: dict[str, Any]) -> dict[str, Any]:
    """A dictionary without its empty values."""
    return {key: value for key, value in d.items() if value not in ("", None)}


def strip(val: str, chars: str | None = None) -> str:
    """A text without zero-width blanks and blanks around."""
    return cstr(val).replace("\ufeff", "").replace("\u200b", "").strip(chars)


def has_common(first: Iterable[Any], second: Iterable[Any]) -> bool:
    """Whether two lists share anything."""
    return bool(set(first) & set(second))


def is_image(filepath: str) -> bool:
    """Whether a name is that of a picture."""
    return cstr(filepath).lower().split("?")[0].endswith(IMAGES)


def get_file_size(path: str, format: bool = False) -> Any:
    """Bytes of a file; with `format` as people read them."""
    size = float(Path(path).stat().st_size)
    if not format:
        return size
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:
            return f"{size:.1f}{unit}"
        size /= 1024
    return f"{size:.1f}TB"


def get_string_between(start: str, string: str, end: str) -> str:
    """What stands between two marks."""
    match = re.search(re.escape(start) + "(.*)" + re.escape(end), string)
    return match.group(1) if match else string


def to_markdown(html: str) -> str:
    """The words of a page."""
    return strip_html(html)


def is_cli() -> bool:
    """Whether no request is being answered."""
    return frappe.local.request is None


def get_installed_apps_info() -> list[dict[str, Any]]:
    """`app_name, version, branch` of the installed apps."""
    return [
        {"app_name": app, "version": known["version"], "branch": known["branch"] or "main"}
        for app, known in frappe.get_attr("frappe.utils.change_log.get_versions")().items()
    ]


def get_assets_json() -> dict[str, str]:
    """Bundle → file: empty, for apps here serve their own files as they are."""
    return {}


def validate_python_code(string: str, fieldname: str | None = None, is_expression: bool = True) -> None:
    """Refuse text that is no Python expression (or no program)."""
    if not cstr(string).strip():
        return
    try:
        compile(string, fieldname or "<code>", "eval" if is_expression else "exec")
    except SyntaxError as error:
        field = f"{frappe._(fieldname)}: " if fieldname else ""
        text = frappe._("not a Python expression (line {0}): {1}")
        frappe.throw(field + text.format(error.lineno, error.msg))


def convert_utc_to_timezone(utc_timestamp: Any, time_zone: str) -> Any:
    """A moment of Greenwich as one of another time zone."""
    moment = get_datetime(utc_timestamp)
    if moment is None:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        return moment.astimezone(ZoneInfo(time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment
