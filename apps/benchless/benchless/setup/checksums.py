"""One number for the content of a table, the same on both databases when the content is the same."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from ..sql.columns import FRACTIONS, WHOLE, ColumnType
from ..sql.database import Database
from ..sql.names import listed, quoted

MODULUS = 2**128
PLACES = {"decimal": 9, "share": 2}


class Content(NamedTuple):
    """How many rows, and the sum of their hashes: the order of the rows does not matter."""

    rows: int
    checksum: str


def content_of(db: Database, table: str, columns: dict[str, ColumnType]) -> Content:
    """Count and checksum of a table."""
    total, count = 0, 0
    kinds = list(columns.values())
    for rows in db.stream(f"SELECT {listed([*columns])} FROM {quoted(table)}"):
        count += len(rows)
        total += sum(_hash(row, kinds) for row in rows)
    return Content(count, f"{total % MODULUS:032x}")


def _hash(row: tuple[Any, ...], kinds: list[ColumnType]) -> int:
    hashed = hashlib.blake2b(digest_size=16)
    for value, kind in zip(row, kinds, strict=True):
        cell = canonical(value, kind)
        hashed.update(b"-" if cell is None else b"%d:%b" % (len(cell), cell))
    return int.from_bytes(hashed.digest(), "big")


def canonical(value: Any, column: ColumnType) -> bytes | None:
    """A value in one form, whatever database it comes from."""
    value = filled(value, column)
    if value is None:
        return None
    if column.kind in WHOLE or column.kind in FRACTIONS:
        number = round(float(value), PLACES.get(column.kind, 0))
        return repr(number + 0.0).encode()
    if column.kind in ("date", "datetime", "time"):
        return _moment(str(value), column.kind).encode()
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def filled(value: Any, column: ColumnType) -> Any:
    """What stands in a column that must not be empty."""
    if value is None and column.required:
        return column.default if column.default is not None else 0 if column.kind in WHOLE else ""
    return value


def _moment(text: str, kind: str) -> str:
    if kind == "date":
        return text[:10]
    whole, _dot, fraction = text.replace("T", " ").partition(".")
    if kind == "datetime":
        whole = whole if " " in whole else f"{whole} 00:00:00"
    elif whole.count(":") == 2:
        hours, rest = whole.split(":", 1)
        whole = f"{int(hours):02d}:{rest}"
    return f"{whole}.{fraction:0<6}"
