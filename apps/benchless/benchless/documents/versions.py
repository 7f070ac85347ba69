"""What changed from one save to the next, kept as Version documents."""

from __future__ import annotations

from typing import Any

import orjson

from ..context import current
from ..schema import find_meta
from ..schema.meta import CHILD_FIELDS, STANDARD_FIELDS
from ..sql.statements import moment_text
from ..translations import _
from ..values import Row
from .base import PASS_DATES, json_default
from .checks import changed_fields
from .naming import random_name

# Fields whose values a version shows formatted.
FORMATTED = frozenset(
    ("Text", "Small Text", "Long Text", "Text Editor", "Float", "Currency", "Percent", "Duration", "Date")
) | {"Datetime", "Time"}
SKIPPED = frozenset((*STANDARD_FIELDS, *CHILD_FIELDS)) - {"docstatus"}


def difference(old: Any, new: Any) -> dict[str, Any] | None:
    """Changed fields, added, removed and changed rows between two states; None when nothing did."""
    out: dict[str, Any] = {"changed": [], "added": [], "removed": [], "row_changed": []}
    for field in changed_fields(new, old):
        out["changed"].append([field.fieldname, shown(old, field), shown(new, field)])
    for table in new.meta.row_fields:
        _rows(old, new, table.fieldname, out)
    if int(old.docstatus or 0) != int(new.docstatus or 0):
        out["changed"].append(["docstatus", old.docstatus, new.docstatus])
    return out if any(out.values()) else None


def shown(document: Any, field: Row) -> Any:
    """A value as people read it: formatted, translated; whole numbers and what is empty stay as typed."""
    value = document.__dict__.get("_typed", {}).get(field.fieldname, document.get(field.fieldname))
    if not value:
        return "" if value is None and field.fieldtype == "Link" else value
    if field.fieldtype == "Select":
        return _(value)
    if field.fieldtype == "Password":
        return "*" * len(str(value))
    if field.fieldtype in FORMATTED:
        return document.get_formatted(field.fieldname)
    return value if isinstance(value, str | int | float) else str(value)


def _rows(old: Any, new: Any, fieldname: str, out: dict[str, Any]) -> None:
    before = {row.name: row for row in old.get(fieldname) or []}
    after = {row.name: row for row in new.get(fieldname) or []}
    for position, (name, row) in enumerate(after.items()):
        if name not in before:
            out["added"].append([fieldname, row.as_dict()])
            continue
        changes = [
            [field.fieldname, shown(before[name], field), shown(row, field)]
            for field in changed_fields(row, before[name])
        ]
        if changes:
            out["row_changed"].append([fieldname, position, name, changes])
    out["removed"] += [[fieldname, row.as_dict()] for name, row in before.items() if name not in after]


def keep_version(document: Any, before: Any) -> None:
    """Write a Version of a tracked document when something changed."""
    if find_meta("Version") is None:
        return
    changes = difference(before, document)
    if changes is None:
        return
    changes["updater_reference"] = document.flags.updater_reference
    session = current()
    changes["data_import"] = session.flags.data_import
    data = orjson.dumps(changes, default=json_default, option=PASS_DATES | orjson.OPT_SORT_KEYS).decode()
    now = moment_text(session.site.now())
    session.db.execute(
        "INSERT INTO `tabVersion` (name, creation, modified, owner, modified_by, docstatus, idx, "
        "ref_doctype, docname, data) "
        "VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?)",
        (random_name(), now, now, session.user, session.user, document.doctype, str(document.name), data),
    )
