"""Tables as files: CSV that Excel reads, and Excel itself."""

from __future__ import annotations

import csv
import io
from typing import Any

import frappe
import xlsxwriter

from benchless.values import cstr

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a mark in front."""
    if isinstance(value, str) and value.startswith(DANGEROUS) and not _is_number(value):
        return f"'{value}"
    return value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def as_csv(labels: list[str], rows: list[list[Any]]) -> bytes:
    """A CSV file with a mark that tells Excel it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(labels)
    for row in rows:
        writer.writerow([safe_cell("" if value is None else value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def as_excel(sheet: str, labels: list[str], rows: list[list[Any]]) -> bytes:
    """An Excel file; texts stay texts."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(
            "".join(letter for letter in sheet if letter not in "[]:*?/\\")[:31] or "Data"
        )
        page.write_row(0, 0, labels, book.add_format({"bold": True}))
        for position, row in enumerate(rows, 1):
            page.write_row(position, 0, [_excel(value) for value in row])
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(labels) - 1, 0), 18)
    return out.getvalue()


def _excel(value: Any) -> Any:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else cstr(value)


def build_file(kind: str, title: str, labels: list[str], rows: list[list[Any]]) -> None:
    """Answer with a file of the wanted kind."""
    excel = kind.lower() in ("excel", "xlsx")
    content = as_excel(title, labels, rows) if excel else as_csv(labels, rows)
    answer = frappe.local.response
    answer["type"] = "binary"
    answer["filename"] = f"{title}.{'xlsx' if excel else 'csv'}"
    answer["filecontent"] = content
    answer["content_type"] = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        if excel
        else "text/csv; charset=utf-8"
    )
