"""Fixtures and customisations: documents that an app carries as JSON files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..context import current
from ..documents import get_doc, lookup
from ..schema.files import module_folder, modules_of, read
from ..site import app_folder
from ..values import scrub
from .standard import import_document, import_file

NOT_EXPORTED = ("modified_by", "creation", "owner", "idx", "_user_tags", "_comments", "_assign", "_liked_by")


def sync_fixtures(app: str) -> int:
    """Import `fixtures/*.json` of an app; gives how many documents were written."""
    folder = app_folder(app) / "fixtures"
    return sum(import_file(path) for path in sorted(folder.glob("*.json"))) if folder.exists() else 0


def sync_customisations(app: str) -> int:
    """Import `<module>/custom/*.json`: custom fields, property setters and rights of other apps' DocTypes."""
    return sum(
        _customisation(path)
        for module in modules_of(app)
        for path in sorted((module_folder(app, module) / "custom").glob("*.json"))
    )


def _customisation(path: Path) -> int:
    content = read(path)
    rows = [
        {"doctype": doctype, **row}
        for key, doctype in (
            ("custom_fields", "Custom Field"),
            ("property_setters", "Property Setter"),
            ("custom_perms", "Custom DocPerm"),
        )
        for row in content.get(key) or []
    ]
    return sum(import_document(row) for row in rows)


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
    documents = [_exported(get_doc(doctype, name)) for name in names]
    path.write_text(
        json.dumps(documents, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n", "utf-8"
    )
    return path


def _exported(document: Any) -> dict[str, Any]:
    data = document.as_dict(no_nulls=True, convert_dates_to_str=True)
    for row in [data, *(row for value in data.values() if isinstance(value, list) for row in value)]:
        for key in (*NOT_EXPORTED, *(("parent", "parentfield", "parenttype") if "parent" in row else ())):
            row.pop(key, None)
    return dict(data)
