"""MariaDB functions that SQLite lacks, or answers differently, as functions of the connection."""

import hashlib
import math
import random
import re
import uuid
import zlib
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import apsw

from benchless.sql.sqlite import (
    functions_aggregate,
    functions_date,
    functions_fulltext,
    functions_json,
    functions_numbers,
    variables,
)

from .values import Value, integer, number, strict, text


def register(connection: apsw.Connection, now: Callable[[], datetime]) -> None:
    """Gives the connection MariaDB's functions; `now` tells the time of the site."""
    every = {**SCALARS, **functions_numbers.SCALARS, **functions_json.SCALARS, **functions_fulltext.SCALARS}
    for name, (function, arguments) in every.items():
        connection.create_scalar_function(name, function, arguments, deterministic=True)
    for name, (function, arguments) in UNSTABLE.items():
        connection.create_scalar_function(name, function, arguments)
    functions_date.register(connection, now)
    functions_aggregate.register(connection)
    variables.register(connection)


def concat(*parts: Value) -> str:
    return "".join(map(text, parts))


def concat_ws(separator: Value, *parts: Value) -> str | None:
    if separator is None:
        return None
    return text(separator).join(text(part) for part in parts if part is not None)


def left(value: Value, length: Value) -> str:
    return text(value)[: max(integer(length), 0)]


def right(value: Value, length: Value) -> str:
    count = integer(length)
    return text(value)[-count:] if count > 0 else ""


def mid(value: Value, start: Value, length: Value = None) -> str:
    content, first = text(value), integer(start)
    if first == 0 or abs(first) > len(content):
        return ""
    begin = first - 1 if first > 0 else len(content) + first
    return content[begin:] if length is None else content[begin : begin + max(integer(length), 0)]


def pad(value: Value, length: Value, filler: Value, at_left: bool) -> str | None:
    content, size, fill = text(value), integer(length), text(filler)
    if size < 0:
        return None
    if len(content) >= size or not fill:
        return content[:size]
    extra = (fill * size)[: size - len(content)]
    return extra + content if at_left else content + extra


def locate(needle: Value, haystack: Value, start: Value = 1) -> int:
    begin = integer(start)
    return 0 if begin < 1 else text(haystack).lower().find(text(needle).lower(), begin - 1) + 1


def substring_index(value: Value, delimiter: Value, count: Value) -> str:
    content, mark, times = text(value), text(delimiter), integer(count)
    if not mark or not times:
        return ""
    pieces = content.split(mark)
    return mark.join(pieces[:times] if times > 0 else pieces[times:])


def field(value: Value, *choices: Value) -> int:
    if value is None:
        return 0
    if all(isinstance(item, (int, float)) for item in (value, *choices)):
        return next((place for place, item in enumerate(choices, 1) if item == value), 0)
    wanted = text(value).lower()
    texts = ["" if item is None else text(item).lower() for item in choices]
    return texts.index(wanted) + 1 if wanted in texts else 0


def elt(place: Value, *choices: Value) -> Value:
    index = integer(place) if place is not None else 0
    return choices[index - 1] if 1 <= index <= len(choices) else None


def find_in_set(value: Value, values: Value) -> int:
    wanted = text(value).lower()
    parts = text(values).lower().split(",")
    return parts.index(wanted) + 1 if wanted in parts else 0


def insert_text(value: Value, start: Value, length: Value, new: Value) -> str:
    content, first, size = text(value), integer(start), integer(length)
    if not 1 <= first <= len(content):
        return content
    end = len(content) if size < 0 else first - 1 + size
    return content[: first - 1] + text(new) + content[end:]


def strcmp(one: Value, two: Value) -> int:
    first, second = text(one).lower(), text(two).lower()
    return (first > second) - (first < second)


def truncate(value: Value, places: Value) -> int | float:
    return _quantize(value, places, ROUND_DOWN)


def round_half_up(value: Value, places: Value = 0) -> int | float:
    return _quantize(value, places, ROUND_HALF_UP)


def _quantize(value: Value, places: Value, rounding: str) -> int | float:
    digits = integer(places)
    try:
        shifted = Decimal(repr(number(value))).scaleb(digits).to_integral_value(rounding)
    except InvalidOperation:
        return number(value)
    result = float(shifted.scaleb(-digits))
    return int(result) if result.is_integer() and abs(result) < 2**53 else result


def format_number(value: Value, places: Value, locale: Value = None) -> str:
    digits = max(integer(places), 0)
    rounded = Decimal(repr(number(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded:,.{digits}f}"


def mod(value: Value, divisor: Value) -> int | float | None:
    one, two = number(value), number(divisor)
    if not two:
        return None
    return int(math.fmod(one, two)) if isinstance(one, int) and isinstance(two, int) else math.fmod(one, two)


def int_div(value: Value, divisor: Value) -> int | None:
    """The operator DIV."""
    one, two = number(value), number(divisor)
    if not two:
        return None
    return int(Decimal(repr(one)) / Decimal(repr(two)))


def greatest(*values: Value) -> Value:
    return max(values, key=_sort_key(values))


def least(*values: Value) -> Value:
    return min(values, key=_sort_key(values))


def _sort_key(values: tuple[Value, ...]) -> Callable[[Value], Any]:
    has_number = any(isinstance(value, (int, float)) for value in values)
    return number if has_number else text


@lru_cache(maxsize=256)
def _pattern(source: str) -> re.Pattern[str]:
    for posix, short in POSIX_CLASSES.items():
        source = source.replace(posix, short)
    return re.compile(source, re.IGNORECASE)


def regexp(pattern: Value, value: Value) -> int:
    """Serves the operator REGEXP: SQLite calls it with the pattern first."""
    return 1 if _pattern(text(pattern)).search(text(value)) else 0


def regexp_replace(value: Value, pattern: Value, new: Value) -> str:
    return _pattern(text(pattern)).sub(re.sub(r"\\(\d)", r"\\g<\1>", text(new)), text(value))


def regexp_substr(value: Value, pattern: Value) -> str:
    found = _pattern(text(pattern)).search(text(value))
    return found.group() if found else ""


def regexp_instr(value: Value, pattern: Value) -> int:
    found = _pattern(text(pattern)).search(text(value))
    return found.start() + 1 if found else 0


def digest(method: str) -> Callable[[Value], str]:
    return lambda value: hashlib.new(method, text(value).encode(), usedforsecurity=False).hexdigest()


def sha2(value: Value, bits: Value) -> str | None:
    name = f"sha{integer(bits) or 256}"
    known = name in hashlib.algorithms_guaranteed
    return hashlib.new(name, text(value).encode()).hexdigest() if known else None


def cast_integer(value: Value) -> int:
    """CAST(x AS SIGNED): numbers are rounded, texts cut at the first other character."""
    return integer(value) if isinstance(value, float) else int(number(value))


def cast_text(value: Value, length: Value = None) -> str:
    return text(value) if length is None else text(value)[: integer(length)]


POSIX_CLASSES = {
    "[:digit:]": "0-9",
    "[:alpha:]": "a-zA-Z",
    "[:alnum:]": "a-zA-Z0-9",
    "[:space:]": r"\s",
    "[[:<:]]": r"\b",
    "[[:>:]]": r"\b",
}

UNSTABLE: dict[str, tuple[Callable[..., Any], int]] = {
    "rand": (lambda *seed: random.random(), -1),  # noqa: S311 not a secret
    "uuid": (lambda: str(uuid.uuid4()), 0),
}

SCALARS: dict[str, tuple[Callable[..., Any], int]] = {
    "concat": (strict(concat), -1),
    "concat_ws": (concat_ws, -1),
    "left": (strict(left), 2),
    "right": (strict(right), 2),
    "mid": (strict(mid), -1),
    "lpad": (strict(lambda value, size, fill=" ": pad(value, size, fill, True)), -1),
    "rpad": (strict(lambda value, size, fill=" ": pad(value, size, fill, False)), -1),
    "repeat": (strict(lambda value, times: text(value) * max(integer(times), 0)), 2),
    "reverse": (strict(lambda value: text(value)[::-1]), 1),
    "space": (strict(lambda times: " " * max(integer(times), 0)), 1),
    "ascii": (strict(lambda value: (text(value).encode() or b"\0")[0]), 1),
    "char_length": (strict(lambda value: len(text(value))), 1),
    "character_length": (strict(lambda value: len(text(value))), 1),
    "byte_length": (strict(lambda value: len(text(value).encode())), 1),
    "ucase": (strict(lambda value: text(value).upper()), 1),
    "lcase": (strict(lambda value: text(value).lower()), 1),
    "locate": (strict(locate), -1),
    "position": (strict(locate), 2),
    "substring_index": (strict(substring_index), 3),
    "field": (field, -1),
    "elt": (elt, -1),
    "find_in_set": (strict(find_in_set), 2),
    "insert_text": (strict(insert_text), 4),
    "strcmp": (strict(strcmp), 2),
    "truncate": (strict(truncate), 2),
    "round": (strict(round_half_up), -1),
    "format": (strict(format_number), -1),
    "mod": (strict(mod), 2),
    "int_div": (strict(int_div), 2),
    "greatest": (strict(greatest), -1),
    "least": (strict(least), -1),
    "regexp": (strict(regexp), 2),
    "regexp_replace": (strict(regexp_replace), 3),
    "regexp_substr": (strict(regexp_substr), 2),
    "regexp_instr": (strict(regexp_instr), 2),
    "md5": (strict(digest("md5")), 1),
    "sha1": (strict(digest("sha1")), 1),
    "sha": (strict(digest("sha1")), 1),
    "sha2": (strict(sha2), 2),
    "crc32": (strict(lambda value: zlib.crc32(text(value).encode())), 1),
    "cast_integer": (strict(cast_integer), 1),
    "cast_text": (strict(cast_text), -1),
    "database": (lambda: "main", 0),
    "version": (lambda: "10.11.0-MariaDB", 0),
}
