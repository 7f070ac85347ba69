"""Tables as answers: CSV that Excel reads, and Excel itself."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import frappe
from benchless.reports import tables

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build_file(
    kind: str, title: str, labels: list[str], rows: Iterable[list[Any]], *, delimiter: str = ","
) -> None:
    """Answer with a file of the wanted kind."""
    excel = kind.lower() in ("excel", "xlsx")
    table = chain([labels], rows)
    answer = frappe.local.response
    answer["type"] = "binary"
    answer["filename"] = f"{title}.{'xlsx' if excel else 'csv'}"
    if excel:
        answer["filecontent"] = tables.to_xlsx(table, title)
    else:
        answer["filecontent"] = tables.to_csv(table, delimiter, quote_texts=True)
    answer["content_type"] = EXCEL if excel else "application/octet-stream"
