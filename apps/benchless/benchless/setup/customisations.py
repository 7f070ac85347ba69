"""`<module>/custom/*.json`: what an app changes about the DocTypes of others, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..context import current
from ..documents import delete_doc, get_doc, lookup
from ..errors import ValidationError
from ..messages import throw
from ..schema import find_meta, get_meta
from ..schema.files import module_apps, module_folder, modules_of, read
from ..translations import _
from ..values import cint, scrub
from .fixtures import as_text, exported
from .standard import import_document

# Key of the file → (DocType of the rows, the field that names the customised DocType).
KINDS = {
    "custom_fields": ("Custom Field", "dt"),
    "property_setters": ("Property Setter", "doc_type"),
    "custom_perms": ("Custom DocPerm", "parent"),
    "links": ("DocType Link", "parent"),
}


def sync_customisations(app: str) -> int:
    """Import the files of an app; gives how many rows were written."""
    return sum(
        import_customisation(read(path))
        for module in modules_of(app)
        for path in sorted((module_folder(app, module) / "custom").glob("*.json"))
    )


def import_customisation(content: dict[str, Any]) -> int:
    """Write the rows of one file. An unknown DocType, or a file kept for the record, is passed over.

    Rights are replaced as a whole, because an incomplete set would mean others; all else is added or changed.
    """
    doctype = content.get("doctype")
    if not cint(content.get("sync_on_migrate", 1)) or (doctype and find_meta(doctype) is None):
        return 0
    for name in {row["parent"] for row in content.get("custom_perms") or []}:
        for old in lookup.get_all("Custom DocPerm", filters={"parent": name}, pluck="name"):
            delete_doc("Custom DocPerm", old, ignore_permissions=True, force=True)
    written = 0
    for key, (kind, _field) in KINDS.items():
        for row in content.get(key) or []:
            written += _write_link(row) if key == "links" else _write(kind, row)
    return written


def _write(kind: str, row: dict[str, Any]) -> int:
    values = dict(row, doctype=kind)
    if kind == "Custom Field":
        known = lookup.get_value(kind, {"dt": row["dt"], "fieldname": row["fieldname"]})
        values["name"] = known or f"{row['dt']}-{row['fieldname']}"
    return import_document(values)


def _write_link(row: dict[str, Any]) -> int:
    """A link of a DocType to documents of another, shown in its overview."""
    same = {key: row.get(key) for key in ("parent", "link_doctype", "link_fieldname")}
    if lookup.exists("DocType Link", same):
        return 0
    place = {"parenttype": "DocType", "parentfield": "links", "custom": 1}
    get_doc({**row, "doctype": "DocType Link", **place}).db_insert()
    session = current()
    session.site.cache.bump(session.db, "schema")
    return 1


# out ------------------------------------------------------------------------------------------


def export_customisations(
    module: str, doctype: str, *, sync_on_migrate: bool = False, with_permissions: bool = False
) -> Path:
    """Write the customisations of a DocType, and of its child tables, into a module's folder."""
    app = module_apps(current().site).get(module)
    if app is None:
        throw(_("Module {0} not found").format(module), ValidationError)
    meta = get_meta(doctype)
    for table in [] if meta["istable"] else meta.table_fields:
        if _has_any(table.options):
            export_customisations(module, table.options, sync_on_migrate=sync_on_migrate)
    path = module_folder(str(app), module) / "custom" / f"{scrub(doctype)}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content: dict[str, Any] = {"doctype": doctype, "sync_on_migrate": int(sync_on_migrate)}
    for key in KINDS:
        content[key] = _rows(key, doctype) if key != "custom_perms" or with_permissions else []
    path.write_text(as_text(content), "utf-8")
    return path


def _has_any(doctype: str) -> bool:
    return any(_rows(key, doctype) for key in ("custom_fields", "property_setters"))


def _rows(key: str, doctype: str) -> list[dict[str, Any]]:
    kind, field = KINDS[key]
    filters = {field: doctype, **({"custom": 1} if key == "links" else {})}
    names = lookup.get_all(kind, filters=filters, pluck="name", order_by="name asc")
    rows = [exported(get_doc(kind, name)) for name in names]
    for row in rows:
        row.update({field: doctype})
    return json.loads(as_text(rows))  # type: ignore[no-any-return]
