"""Tables as CSV and Excel, both ways, without letting a cell become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from benchless.errors import ValidationError
from benchless.reports import book
from benchless.translations import _
from benchless.values import cstr

RISKY = ("=", "+", "-", "@", "\t", "\r")
SHEET_NAME = 31
FORBIDDEN_IN_SHEET = "[]:*?/\\'"


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe; numbers stay."""
    if isinstance(value, str) and value.startswith(RISKY) and not _is_number(value):
        return "'" + value
    return "" if value is None else value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def to_csv(
    rows: Iterable[Sequence[Any]], delimiter: str = ",", *, quote_all: bool = False, quote_texts: bool = False
) -> bytes:
    """CSV in UTF-8 with a mark, so that spreadsheets show Chinese. `quote_texts` leaves numbers bare."""
    out = io.StringIO()
    texts: Literal[0, 2] = csv.QUOTE_NONNUMERIC if quote_texts else csv.QUOTE_MINIMAL
    quoting: Literal[0, 1, 2] = csv.QUOTE_ALL if quote_all else texts
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_csv(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """The same into a file, row by row."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows([guarded(cell) for cell in row] for row in rows)


def to_xlsx(
    rows: Iterable[Sequence[Any]], sheet: str = "Sheet1", widths: Sequence[float] = (), *, head_rows: int = 1
) -> bytes:
    """An Excel book with one sheet. Texts stay texts; dates are dates."""
    out = io.BytesIO()
    write_xlsx(out, rows, sheet, widths, head_rows=head_rows)
    return out.getvalue()


def write_xlsx(
    out: Any,
    rows: Iterable[Sequence[Any]],
    sheet: str = "Sheet1",
    widths: Sequence[float] = (),
    *,
    head_rows: int = 1,
) -> None:
    """The same into a file (a path or an open one), row by row: the memory does not grow with the rows."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(sheet_name(sheet))
        formats = _formats(book)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                _write(page, number, place, cell, formats, number < head_rows)


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "time": book.add_format({"num_format": "hh:mm:ss"}),
    }


def _write(page: Any, row: int, place: int, cell: Any, formats: dict[str, Any], is_head: bool) -> None:
    if is_head:
        page.write_string(row, place, cstr(cell), formats["head"])
    elif isinstance(cell, datetime):
        page.write_datetime(row, place, cell, formats["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, formats["date"])
    elif isinstance(cell, (time, timedelta)):
        page.write_datetime(row, place, cell, formats["time"])
    elif isinstance(cell, bool) or cell is None:
        page.write_string(row, place, "" if cell is None else str(int(cell)))
    elif isinstance(cell, (int, float)):
        page.write_number(row, place, cell)
    else:
        page.write_string(row, place, cstr(cell)[:32767])


def sheet_name(name: str) -> str:
    cleaned = "".join(" " if letter in FORBIDDEN_IN_SHEET else letter for letter in name).strip()
    return cleaned[:SHEET_NAME] or "Sheet1"


def read_csv(content: bytes | str) -> list[list[str]]:
    """Rows of a CSV in UTF-8 or the Chinese GB18030; comma, semicolon or tab."""
    text = content if isinstance(content, str) else _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def read_xlsx(content: bytes) -> list[list[Any]]:
    """Rows of the first sheet of an Excel (xlsx, xls, ods) book; whole numbers are whole.

    Raises ValidationError for a book that is damaged or pretends to be huge.
    """
    try:
        return book.rows(content)
    except book.UnreadableBook as error:
        text = _("The workbook is damaged or too large. Save it again, or split it.")
        raise ValidationError(text) from error
