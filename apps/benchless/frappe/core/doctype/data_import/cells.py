"""Cells of a file as values of fields."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

import frappe
from benchless.errors import ValidationError
from benchless.translations import _
from benchless.values import Row, cint, cstr
from frappe.core.doctype.data_import.formats import seconds_of

YES = {"yes", "y", "true", "1", "是", "有", "√"}
NO = {"no", "n", "false", "0", "否", "无", "", "×"}
CHINESE_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](.*))?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NUMBER = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?%?|[-+]?\.\d+")
NUMBERS = ("Int", "Float", "Currency", "Percent")


class BadCell(Exception):
    """A cell that its field cannot take."""


def value_of(cell: Any, field: Row, form: str | None = None) -> Any:
    """The value of a cell, days by the form of their column; None when it is empty. Raises BadCell."""
    if cell is None or cstr(cell).strip() == "":
        return None
    kind = field.fieldtype
    if form and kind in ("Date", "Datetime") and isinstance(cell, str):
        found = datetime.strptime(cell.strip(), form)
        return found.date().isoformat() if kind == "Date" else str(found)
    if kind == "Duration" and isinstance(cell, str):
        return _duration(cell)
    if kind in ("Date", "Datetime"):
        return _moment(cell, kind)
    if kind == "Check":
        return _check(cell)
    if kind in NUMBERS:
        return _number(cell, kind)
    if kind == "Time" and isinstance(cell, datetime | time):
        return cell.strftime("%H:%M:%S")
    if kind == "Select":
        return _choice(cell, field)
    if kind == "Table MultiSelect":
        return [part.strip() for part in re.split(r"[,，、;；\n]", cstr(cell)) if part.strip()]
    return text_of(cell)


def text_of(cell: Any) -> str:
    """A cell as text; a whole number has no point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != time() else cell.date().isoformat()
    return cstr(cell).strip()


def _moment(cell: Any, kind: str) -> str:
    if isinstance(cell, datetime | date):
        return (
            cell.isoformat(sep=" ") if kind == "Datetime" and isinstance(cell, datetime) else str(cell)[:10]
        )
    text = text_of(cell)
    match = CHINESE_DATE.fullmatch(text) or DATE.fullmatch(text) or COMPACT.fullmatch(text)
    try:
        if not match:
            found = frappe.utils.get_datetime(text)
            return str(found)[:10] if kind == "Date" else str(found)
        day = date(*(int(part) for part in match.groups()[:3])).isoformat()
    except (ValueError, ValidationError) as error:
        frappe.clear_last_message()
        raise BadCell(_("{0} is not a valid date").format(text)) from error
    clock = match.group(4) if match.re is DATE else None
    return f"{day} {clock}" if clock and kind == "Datetime" else day


def _duration(cell: str) -> float:
    try:
        return seconds_of(cell)
    except ValueError as error:
        raise BadCell(_("{0} is not a duration").format(cell)) from error


def _check(cell: Any) -> int:
    text = text_of(cell).lower()
    if text in YES:
        return 1
    if text in NO:
        return 0
    raise BadCell(_("{0} is neither yes nor no").format(text_of(cell)))


def _number(cell: Any, kind: str) -> float | int:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cint(cell) if kind == "Int" else cell
    text = text_of(cell)
    if not NUMBER.fullmatch(text):
        raise BadCell(_("{0} is not a number").format(text))
    number = float(text.rstrip("%").replace(",", "").replace("，", ""))
    return cint(number) if kind == "Int" else number


def _choice(cell: Any, field: Row) -> str:
    """An option, written as it is or translated."""
    text = text_of(cell)
    options = [line.strip() for line in cstr(field.options).split("\n")]
    by_label = {_(option): option for option in options}
    found = text if text in options else by_label.get(text)
    if found is None:
        listed = "、".join(option for option in by_label if option)
        raise BadCell(_("{0} is none of: {1}").format(text, listed))
    return found
