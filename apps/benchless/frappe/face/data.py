"""JSON, bytes and random text."""

from __future__ import annotations

import copy as _copy
import json
import secrets
from typing import Any

import orjson

from benchless.arguments import BrokenJson
from benchless.documents import json_default
from benchless.translations import _
from benchless.values import Row, cstr


def generate_hash(txt: str | None = None, length: int = 56) -> str:
    return secrets.token_hex((length + 1) // 2)[:length]


def parse_json(val: Any) -> Any:
    """JSON text as data (dictionaries with attributes); other values untouched."""
    if isinstance(val, str):
        val = _loads(val)
    return Row(val) if isinstance(val, dict) and not isinstance(val, Row) else val


def _loads(text: str) -> Any:
    """JSON text as data; the slow parser only for what the fast one refuses (NaN)."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            raise BrokenJson(_("Invalid JSON: {0}").format(text[:100])) from error


def as_json(obj: Any, indent: int | None = 1, separators: Any = None, ensure_ascii: bool = True) -> str:
    return json.dumps(
        obj,
        indent=indent,
        sort_keys=True,
        default=json_default,
        separators=separators or (",", ": "),
        ensure_ascii=ensure_ascii,
    )


def as_unicode(text: Any, encoding: str = "utf-8") -> str:
    return cstr(text, encoding)


def safe_decode(param: Any, encoding: str = "utf-8") -> Any:
    return param.decode(encoding, "replace") if isinstance(param, bytes) else param


def safe_encode(param: Any, encoding: str = "utf-8") -> Any:
    return param.encode(encoding) if isinstance(param, str) else param


def copy(data: Any) -> Any:
    return _copy.deepcopy(data)
