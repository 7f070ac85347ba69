"""Comma-separated tables: read from files, written as answers."""

from typing import Any

import frappe
from benchless.files import store
from benchless.reports import tables


def read_csv_content(fcontent: Any, use_sniffer: bool = False) -> list[list[str]]:
    """Rows of a CSV."""
    return tables.read_csv(fcontent)


def read_csv_content_from_attached_file(doc: Any) -> list[list[str]]:
    """Rows of the CSV attached to a document."""
    url = frappe.db.get_value(
        "File", {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}, "file_url"
    )
    return tables.read_csv(store.read(url))


def to_csv(data: Any, quoting: str = "Minimal", delimiter: str = ",") -> str:
    """CSV text of rows."""
    content = tables.to_csv(data, delimiter, quote_all=quoting == "All")
    return content.decode("utf-8-sig")


def build_csv_response(data: Any, filename: str, quoting: str = "Minimal", delimiter: str = ",") -> None:
    """Answer the request with a CSV file."""
    frappe.local.response["result"] = to_csv(data, quoting, delimiter)
    frappe.local.response["doctype"] = filename
    frappe.local.response["type"] = "csv"


class UnicodeWriter:
    """Collects rows, gives CSV."""

    def __init__(self, encoding: str = "utf-8", quoting: str = "Minimal", delimiter: str = ",") -> None:
        self.rows: list[Any] = []
        self.quoting, self.delimiter = quoting, delimiter

    def writerow(self, row: Any) -> None:
        self.rows.append(row)

    def getvalue(self) -> str:
        return to_csv(self.rows, self.quoting, self.delimiter)
