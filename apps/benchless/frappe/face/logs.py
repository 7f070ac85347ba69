"""What is kept about errors and for developers."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from benchless.context import current
from benchless.documents import new_from
from benchless.translations import _
from benchless.values import cstr


def get_traceback(with_context: bool = False) -> str:
    return traceback.format_exc()


def log_error(
    title: Any = None,
    message: Any = None,
    reference_doctype: str | None = None,
    reference_name: str | None = None,
    *,
    defer_insert: bool = False,
) -> Any:
    """Keep an Error Log with the running traceback."""
    text = cstr(message) or get_traceback()
    heading = cstr(title) or _("Error")
    if message is None and title is not None and "\n" in heading:
        heading, text = heading.splitlines()[0], heading
    entry = new_from(
        {
            "doctype": "Error Log",
            "method": heading[:140],
            "error": text,
            "reference_doctype": reference_doctype,
            "reference_name": reference_name,
        }
    )
    return entry.insert(ignore_permissions=True)


def logger(module: str | None = None, *args: Any, **kwargs: Any) -> Any:
    return logging.getLogger(module or "frappe")


def in_test() -> bool:
    return bool(current().flags.in_test)
