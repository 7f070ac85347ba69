"""Fixtures: documents that an app carries as JSON files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..context import current
from ..documents import get_doc, lookup
from ..site import app_folder
from ..values import scrub
from .standard import import_file

NOT_EXPORTED = ("modified_by", "creation", "owner", "idx", "_user_tags", "_comments", "_assign", "_liked_by")
NOT_OF_ROWS = ("name", "docstatus", "doctype", "modified", "parent", "parentfield", "parenttype")


def sync_fixtures(app: str) -> int:
    """Import `fixtures/*.json` of an app; gives how many documents were written."""
    folder = app_folder(app) / "fixtures"
    return sum(import_file(path) for path in sorted(folder.glob("*.json"))) if folder.exists() else 0


def export_fixtures(app: str) -> list[Path]:
    """Write the documents that the app's `fixtures` hook names; one file per DocType."""
    folder = app_folder(app) / "fixtures"
    folder.mkdir(exist_ok=True)
    return [_export(folder, entry) for entry in current().site.hook_list("fixtures")]


def _export(folder: Path, entry: Any) -> Path:
    entry = {"dt": entry} if isinstance(entry, str) else dict(entry)
    doctype = entry.get("dt") or entry.get("doctype")
    names = lookup.get_all(
        doctype,
        filters=entry.get("filters"),
        or_filters=entry.get("or_filters"),
        pluck="name",
        order_by="name asc",
    )
    path = folder / f"{entry.get('prefix', '')}{scrub(doctype)}.json"
    documents = [exported(get_doc(doctype, name)) for name in names]
    path.write_text(as_text(documents), "utf-8")
    return path


def as_text(content: Any) -> str:
    """JSON the same way every time, so that a file changes only where its content does."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


def exported(document: Any) -> dict[str, Any]:
    """A document without what belongs to this site alone."""
    data = document.as_dict(no_nulls=True, convert_dates_to_str=True)
    for key in NOT_EXPORTED:
        data.pop(key, None)
    for row in (row for value in data.values() if isinstance(value, list) for row in value):
        for key in (*NOT_EXPORTED, *NOT_OF_ROWS):
            row.pop(key, None)
    return dict(data)
