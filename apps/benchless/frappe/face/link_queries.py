"""What the query functions of link fields share."""

from __future__ import annotations

import functools
from typing import Any

from benchless.errors import DataError
from benchless.messages import throw
from benchless.schema import get_meta
from benchless.translations import _
from benchless.values import cint, cstr


def validate_and_sanitize_search_inputs(function: Any) -> Any:
    """Decorator of query functions: numbers are numbers, the DocType exists, the text is harmless."""

    @functools.wraps(function)
    def wrapper(
        doctype: str, txt: str, searchfield: str, start: Any, page_len: Any, filters: Any, **more: Any
    ) -> Any:
        get_meta(doctype)
        clean = "".join(letter for letter in cstr(searchfield) if letter.isalnum() or letter in "_,. ")
        if clean != cstr(searchfield):
            throw(_("Invalid Search Field {0}").format(searchfield), DataError)
        return function(doctype, cstr(txt), clean, cint(start), cint(page_len), filters, **more)

    return wrapper
