"""MariaDB's JSON functions, with its spaces and its words."""

import json
import re
from collections.abc import Callable
from typing import Any

from .values import Value, text

STEP = re.compile(r'\.(?:"((?:[^"\\]|\\.)*)"|(\w+|\*))|\[(\d+|\*)\]')
# Marks the answer of a JSON function that becomes part of another one.
MARK = "\0json:"
TYPES = {dict: "OBJECT", list: "ARRAY", str: "STRING", bool: "BOOLEAN", int: "INTEGER", float: "DOUBLE"}


def written(value: Any) -> str:
    """JSON as MariaDB writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _read(value: Value) -> Any:
    return json.loads(text(value).removeprefix(MARK))


def _part(value: Value) -> Any:
    """An argument as it becomes part of a document."""
    if isinstance(value, str) and value.startswith(MARK):
        return _read(value)
    return value.decode() if isinstance(value, bytes) else value


def lenient(function: Callable[..., Any]) -> Callable[..., Any]:
    """NULL for NULL, and for what is no JSON."""

    def call(*values: Value) -> Any:
        if any(value is None for value in values):
            return None
        try:
            return function(*values)
        except (json.JSONDecodeError, ValueError):
            return None

    return call


def found(document: Any, path: str) -> tuple[list[Any], bool]:
    """What a path leads to, and whether it may lead to several."""
    if not path.startswith("$"):
        raise ValueError(path)
    here, many, place = [document], False, 1
    while place < len(path):
        step = STEP.match(path, place)
        if step is None:
            raise ValueError(path)
        many = many or "*" in (step[2], step[3])
        here = [inner for one in here for inner in _inner(one, step)]
        place = step.end()
    return here, many


def _inner(value: Any, step: re.Match[str]) -> list[Any]:
    if step[3] is not None:
        items = value if isinstance(value, list) else [value]
        return list(items) if step[3] == "*" else items[int(step[3]) : int(step[3]) + 1]
    if not isinstance(value, dict):
        return []
    if step[2] == "*":
        return list(value.values())
    key = step[1] if step[1] is not None else step[2]
    return [value[key]] if key in value else []


def extract(document: Value, *paths: Value) -> str | None:
    whole = _read(document)
    answers = [found(whole, text(path)) for path in paths]
    values = [value for some, _many in answers for value in some]
    if not values:
        return None
    return written(values if len(paths) > 1 or answers[0][1] else values[0])


def scalar(document: Value, path: Value = "$") -> Value:
    """JSON_VALUE: a single plain value."""
    some, _many = found(_read(document), text(path))
    if not some or isinstance(some[0], dict | list) or some[0] is None:
        return None
    return str(int(some[0])) if isinstance(some[0], bool) else text(some[0])


def contains(document: Value, candidate: Value, path: Value = "$") -> int | None:
    some, _many = found(_read(document), text(path))
    return int(_holds(some[0], _read(candidate))) if some else None


def _holds(whole: Any, part: Any) -> bool:
    if isinstance(whole, list):
        parts = part if isinstance(part, list) else [part]
        return all(any(_holds(one, wanted) for one in whole) for wanted in parts)
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(key in whole and _holds(whole[key], value) for key, value in part.items())
    return bool(whole == part and type(whole) is type(part))


def keys(document: Value, path: Value = "$") -> str | None:
    some, _many = found(_read(document), text(path))
    return written(list(some[0])) if some and isinstance(some[0], dict) else None


def length(document: Value, path: Value = "$") -> int | None:
    some, _many = found(_read(document), text(path))
    if not some:
        return None
    return len(some[0]) if isinstance(some[0], dict | list) else 1


def kind(document: Value) -> str:
    value = _read(document)
    return "NULL" if value is None else TYPES[type(value)]


def build_object(*pairs: Value) -> str:
    return written({text(key): _part(value) for key, value in zip(pairs[::2], pairs[1::2], strict=True)})


def unquote(value: Value) -> Value:
    content = text(value)
    try:
        return str(json.loads(content)) if content[:1] == '"' == content[-1:] and len(content) > 1 else value
    except json.JSONDecodeError:
        return value


SCALARS: dict[str, tuple[Callable[..., Any], int]] = {
    "json_extract_text": (lenient(extract), -1),
    "json_value_text": (lenient(scalar), -1),
    "json_contains": (lenient(contains), -1),
    "json_keys": (lenient(keys), -1),
    "json_length": (lenient(length), -1),
    "json_type_name": (lenient(kind), 1),
    "json_object_text": (build_object, -1),
    "json_array_text": (lambda *values: written([_part(value) for value in values]), -1),
    "json_quote_text": (lenient(lambda value: json.dumps(text(value), ensure_ascii=False)), 1),
    "json_unquote": (lambda value: None if value is None else unquote(value), 1),
    "json_part": (lambda value: None if value is None else MARK + text(value), 1),
}
