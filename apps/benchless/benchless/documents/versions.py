"""What changed from one save to the next, kept as Version documents."""

from __future__ import annotations

from typing import Any

import orjson

from ..context import current
from ..schema import find_meta
from ..schema.fieldtypes import TABLE_TYPES
from ..schema.meta import CHILD_FIELDS, STANDARD_FIELDS
from .base import PASS_DATES, json_default
from .checks import differs
from .naming import random_name

SKIPPED = frozenset((*STANDARD_FIELDS, *CHILD_FIELDS)) - {"docstatus"}


def difference(old: Any, new: Any) -> dict[str, Any] | None:
    """Changed fields, added, removed and changed rows between two states; None when nothing did."""
    out: dict[str, Any] = {"changed": [], "added": [], "removed": [], "row_changed": []}
    for field in new.meta["fields"]:
        if field.fieldtype in TABLE_TYPES:
            _rows(old, new, field.fieldname, out)
        elif field.fieldname in new.meta.types and field.fieldtype != "Password" and differs(new, old, field):
            out["changed"].append([field.fieldname, shown(old, field.fieldname), shown(new, field.fieldname)])
    if int(old.docstatus or 0) != int(new.docstatus or 0):
        out["changed"].append(["docstatus", old.docstatus, new.docstatus])
    return out if any(out.values()) else None


def shown(document: Any, fieldname: str) -> Any:
    """A value as people read it."""
    value = document.get(fieldname)
    return value if isinstance(value, str | int | float | type(None)) else str(value)


def _rows(old: Any, new: Any, fieldname: str, out: dict[str, Any]) -> None:
    before = {row.name: row for row in old.get(fieldname) or []}
    after = {row.name: row for row in new.get(fieldname) or []}
    for name, row in after.items():
        if name not in before:
            out["added"].append([fieldname, row.as_dict()])
            continue
        changes = [
            [field.fieldname, shown(before[name], field.fieldname), shown(row, field.fieldname)]
            for field in row.meta.value_fields
            if differs(row, before[name], field)
        ]
        if changes:
            out["row_changed"].append([fieldname, row.idx, name, changes])
    out["removed"] += [[fieldname, row.as_dict()] for name, row in before.items() if name not in after]


def keep_version(document: Any, before: Any) -> None:
    """Write a Version of a tracked document when something changed."""
    if find_meta("Version") is None:
        return
    changes = difference(before, document)
    if changes is None:
        return
    if document.flags.updater_reference:
        changes["updater_reference"] = document.flags.updater_reference
    session = current()
    data = orjson.dumps(changes, default=json_default, option=PASS_DATES | orjson.OPT_INDENT_2).decode()
    now = session.site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    session.db.execute(
        "INSERT INTO `tabVersion` (name, creation, modified, owner, modified_by, docstatus, idx, "
        "ref_doctype, docname, data) "
        "VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?)",
        (random_name(), now, now, session.user, session.user, document.doctype, str(document.name), data),
    )
