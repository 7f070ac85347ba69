"""Records that tests of an app need: `test_records.json` beside a DocType."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchless.context import current
from benchless.documents import lookup, new_from
from benchless.errors import DuplicateEntryError
from benchless.schema import get_meta
from benchless.schema.files import module_apps, module_folder
from benchless.values import scrub


def make_test_records(doctype: str, force: bool = False, commit: bool = False) -> list[str]:
    """Insert the test records of a DocType; gives the names of those that are new."""
    return make_test_objects(doctype, _records(doctype), force=force, commit=commit)


def _records(doctype: str) -> list[dict[str, Any]]:
    module = get_meta(doctype)["module"]
    app = module_apps(current().site).get(module)
    if app is None:
        return []
    path = Path(module_folder(app, module)) / "doctype" / scrub(doctype) / "test_records.json"
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else []


def make_test_objects(
    doctype: str,
    test_records: list[dict[str, Any]] | None = None,
    reset: bool = False,
    force: bool = False,
    commit: bool = False,
) -> list[str]:
    """Insert dictionaries as documents; those that are there stay."""
    made = [_insert({"doctype": doctype, **record}) for record in test_records or []]
    if commit:
        current().db.commit()
    return [name for name in made if name]


def _insert(record: dict[str, Any]) -> str | None:
    if record.get("name") and lookup.exists(record["doctype"], record["name"]):
        return None
    document = new_from(record)
    document.flags.ignore_permissions = True
    try:
        with current().db.attempt():
            return str(document.insert().name)
    except DuplicateEntryError:
        return None
