"""MariaDB's functions over numbers in other bases, bits and addresses."""

import base64
import ipaddress
import math
from collections.abc import Callable
from typing import Any

from .values import Value, integer, number, strict, text

WORD = 2**64


def to_hex(value: Value) -> str:
    """Numbers in base 16, texts byte by byte."""
    if isinstance(value, int | float):
        return f"{integer(value) % WORD:X}"
    return (value if isinstance(value, bytes) else text(value).encode()).hex().upper()


def convert_base(value: Value, before: Value, after: Value) -> str | None:
    """CONV('ff', 16, 10): the digits up to the first that the base does not have."""
    digits, base = text(value).strip().lower(), abs(integer(before))
    if not (2 <= base <= 36 and 2 <= abs(integer(after)) <= 36):
        return None
    found = 0
    for letter in digits.lstrip("+-"):
        worth = int(letter, 36) if letter.isalnum() and letter.isascii() else base
        if worth >= base:
            break
        found = found * base + worth
    found = -found if digits.startswith("-") else found
    target = integer(after)
    return _digits(found if target < 0 else found % WORD, abs(target))


def _digits(value: int, base: int) -> str:
    out, rest = "", abs(value)
    while rest:
        rest, worth = divmod(rest, base)
        out = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[worth] + out
    return ("-" if value < 0 else "") + (out or "0")


def logarithm(first: Value, second: Value = None) -> float | None:
    """LOG(x) is natural; LOG(base, x)."""
    one = float(number(first))
    if second is None:
        return math.log(one) if one > 0 else None
    other = float(number(second))
    return math.log(other) / math.log(one) if one > 0 and one != 1 and other > 0 else None


def interval_of(value: Value, *limits: Value) -> int:
    """INTERVAL(23, 1, 15, 17): how many limits are not above the value."""
    if value is None:
        return -1
    return sum(1 for limit in limits if limit is None or number(limit) <= number(value))


def make_set(bits: Value, *names: Value) -> str | None:
    if bits is None:
        return None
    chosen = [
        text(name) for place, name in enumerate(names) if name is not None and integer(bits) >> place & 1
    ]
    return ",".join(chosen)


def export_set(bits: Value, on: Value, off: Value, separator: Value = ",", count: Value = 64) -> str:
    places = range(min(max(integer(count), 0), 64))
    return text(separator).join(text(on if integer(bits) >> place & 1 else off) for place in places)


def inet_aton(value: Value) -> int | None:
    try:
        return int(ipaddress.IPv4Address(text(value)))
    except ValueError:
        return None


def from_base64(value: Value) -> str | None:
    try:
        return base64.b64decode(text(value), validate=True).decode("utf-8", "replace")
    except ValueError:
        return None


CODES = {**dict.fromkeys("BFPV", "1"), **dict.fromkeys("CGJKQSXZ", "2"), **dict.fromkeys("DT", "3")}
CODES |= {"L": "4", **dict.fromkeys("MN", "5"), "R": "6"}


def soundex(value: Value) -> str:
    """As MariaDB: as many digits as there are, at least three."""
    letters = [letter for letter in text(value).upper() if letter.isalpha()]
    if not letters:
        return ""
    out, last = letters[0], CODES.get(letters[0])
    for letter in letters[1:]:
        code = CODES.get(letter)
        if code and code != last:
            out += code
        if code or letter not in "HW":
            last = code
    return out.ljust(4, "0")


def quote(value: Value) -> str:
    """A literal of MariaDB."""
    if value is None:
        return "NULL"
    return "'" + text(value).replace("\\", "\\\\").replace("'", "\\'").replace("\0", "\\0") + "'"


SCALARS: dict[str, tuple[Callable[..., Any], int]] = {
    "to_hex": (strict(to_hex), 1),
    "bin": (strict(lambda value: _digits(integer(value) % WORD, 2)), 1),
    "oct": (strict(lambda value: _digits(integer(value) % WORD, 8)), 1),
    "conv": (strict(convert_base), 3),
    "ord": (strict(lambda value: int.from_bytes(text(value)[:1].encode() or b"\0", "big")), 1),
    "natural_log": (strict(logarithm), -1),
    "interval_of": (interval_of, -1),
    "make_set": (make_set, -1),
    "export_set": (strict(export_set), -1),
    "inet_aton": (strict(inet_aton), 1),
    "inet_ntoa": (strict(lambda value: str(ipaddress.IPv4Address(integer(value)))), 1),
    "to_base64": (strict(lambda value: base64.b64encode(text(value).encode()).decode()), 1),
    "from_base64": (strict(from_base64), 1),
    "soundex": (strict(soundex), 1),
    "quote_text": (quote, 1),
    "bit_length": (strict(lambda value: len(text(value).encode()) * 8), 1),
    "bit_count": (strict(lambda value: (integer(value) % WORD).bit_count()), 1),
    "bit_xor_of": (strict(lambda one, two: integer(one) ^ integer(two)), 2),
    "number_of": (strict(number), 1),
    "upper_text": (strict(lambda value: text(value).upper()), 1),
    "lower_text": (strict(lambda value: text(value).lower()), 1),
}
