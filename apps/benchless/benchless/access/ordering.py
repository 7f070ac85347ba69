"""The order of a list: `a desc, b`, with or without the table, checked word by word."""

from __future__ import annotations

import re

from ..errors import ValidationError
from ..messages import throw
from ..schema import Meta
from ..schema.meta import STANDARD_FIELDS
from ..sql import quoted
from ..translations import _
from ..values import cstr
from .selection import Query, plain_name

# Over REST a list without `order_by` comes in the order of the primary key: Frappe leaves it to MariaDB.
NATURAL = "natural"
PART = re.compile(r"^(?P<what>[^;()]+?)(?:\s+(?P<direction>asc|desc))?$", re.I)


def order_sql(query: Query, order_by: str | None, *, grouped: bool) -> str:
    """`ORDER BY …`, or an empty text. Raises ValidationError on anything but columns and directions."""
    text = cstr(order_by).strip()
    if text == NATURAL:
        return "" if grouped else f" ORDER BY {query.table}.name"
    if text.lower() in ("", "keep_default_ordering", "none"):
        if text.lower() == "none" or grouped:
            return ""
        return " ORDER BY " + _default_sql(query)
    return " ORDER BY " + ", ".join(_part(query, part.strip()) for part in text.split(","))


def _default_sql(query: Query) -> str:
    """The DocType's own order needs no right: it shows nothing."""
    parts = [part.strip().rpartition(" ") for part in default_order(query.meta).split(",")]
    return ", ".join(
        f"{query.table}.{quoted(field or direction)} {direction if field else 'ASC'}"
        for field, _s, direction in parts
    )


def default_order(meta: Meta) -> str:
    """`sort_field` and `sort_order` of the DocType, else newest change first."""
    field, direction = cstr(meta.get("sort_field")), cstr(meta.get("sort_order")) or "DESC"
    if "," in field:
        return field
    if field and field in meta.all_columns:
        return f"{field} {direction}"
    return "modified desc" if not meta["istable"] else "idx asc"


def _part(query: Query, part: str) -> str:
    found = PART.match(part)
    if not found:
        throw(_("Cannot sort by {0}").format(part), ValidationError)
    what = found["what"].strip()
    direction = (found["direction"] or "asc").upper()
    bare = what.strip("`")
    if bare.isdigit():  # the place of a column
        return f"{int(bare)} {direction}"
    if bare in query.aliases:
        return f"{quoted(bare)} {direction}"
    if bare.lower() in query.meta.all_columns:  # the names of columns have no case
        bare = what = bare.lower()
    if not plain_name(what):
        throw(_("Cannot sort by {0}").format(what), ValidationError)
    if bare in STANDARD_FIELDS:
        return f"{query.table}.{quoted(bare)} {direction}"
    return f"{query.resolve(what).sql} {direction}"
