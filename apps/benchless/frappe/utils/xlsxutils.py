"""Excel workbooks: read from files, written as answers."""

import io
import re
from typing import Any

import frappe
from benchless.files import store
from benchless.reports import tables

TAG = re.compile(r"<[^>]+>")


def make_xlsx(
    data: Any,
    sheet_name: str,
    wb: Any = None,
    column_widths: Any = None,
    header_index: int = 0,
    **_ignored: Any,
) -> io.BytesIO:
    """An Excel book with one sheet."""
    return io.BytesIO(tables.to_xlsx(data, sheet_name, column_widths or ()))


def read_xlsx_file_from_attached_file(
    file_url: str | None = None, fcontent: bytes | None = None, filepath: str | None = None
) -> list[list[Any]]:
    """Rows of the first sheet."""
    if filepath:
        with open(filepath, "rb") as source:
            return tables.read_xlsx(source.read())
    return tables.read_xlsx(fcontent if fcontent is not None else store.read(str(file_url)))


def read_xls_file_from_attached_file(content: bytes) -> list[list[Any]]:
    """Rows of the first sheet of an old Excel book."""
    return tables.read_xlsx(content)


def build_xlsx_response(data: Any, filename: str) -> None:
    """Answer the request with an Excel file."""
    frappe.local.response["filename"] = f"{filename}.xlsx"
    frappe.local.response["filecontent"] = tables.to_xlsx(data, filename)
    frappe.local.response["type"] = "binary"


def handle_html(data: Any) -> Any:
    """A cell without its markup."""
    return TAG.sub("", data) if isinstance(data, str) else data
