"""The table `__global_search`: one row for each document that can be found, kept by every save."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from ..context import current
from ..documents.user_defaults import get_default, set_default
from ..schema import Meta, find_meta, get_meta
from ..sql.names import listed, quoted
from ..values import Row, cstr
from .content import content_of, fields_of, is_kept, is_published, is_searched, tables_of, title_of

TABLE = "__global_search"
KNOWN = "global_search_fields"
CHUNK = 500
FLAGS = ("docstatus", "disabled", "enabled", "route")


def update(document: Any) -> None:
    """Keep what a search may find of a document as it now is."""
    meta = document.meta
    if is_searched(meta):
        _keep(meta, document)


def _keep(meta: Meta, values: Any) -> None:
    key = {"doctype": meta["name"], "name": cstr(values.get("name"))}
    if not is_kept(meta, values):
        remove(**key)
        return
    public = is_published(meta, values)
    row = {
        "title": title_of(meta, values),
        "content": content_of(meta, values),
        "route": cstr(values.get("route"))[:140] if public else "",
        "published": int(public),
    }
    current().db.put(TABLE, key, row)


def remove(doctype: str, name: str) -> None:
    """A document is found no more."""
    current().db.execute(f"DELETE FROM `{TABLE}` WHERE doctype=? AND name=?", (doctype, name))


def remove_doctype(doctype: str) -> None:
    """No document of a DocType is found any more."""
    current().db.execute(f"DELETE FROM `{TABLE}` WHERE doctype=?", (doctype,))


def rebuild(doctype: str) -> int:
    """Read all documents of a DocType again. Gives how many can be searched."""
    remove_doctype(doctype)
    meta = find_meta(doctype)
    _sign(doctype, meta)
    if meta is None or not is_searched(meta):
        return 0
    count = 0
    for names in _names(meta):
        for values in _documents(meta, names):
            _keep(meta, values)
            count += 1
    return count


def _names(meta: Meta) -> list[list[Any]]:
    if meta["issingle"]:
        return []
    found = [row[0] for row in current().db.rows(f"SELECT name FROM `tab{meta['name']}` ORDER BY name")]
    return [found[start : start + CHUNK] for start in range(0, len(found), CHUNK)]


def _documents(meta: Meta, names: list[Any]) -> list[Row]:
    """The searched values of documents, with the rows of their tables."""
    wanted = _columns(meta, [*(field.fieldname for field in fields_of(meta)), meta.get_title_field(), *FLAGS])
    flag = cstr(meta.get("is_published_field"))
    documents = _rows(meta["name"], [*wanted, *_columns(meta, [flag])], "name", names)
    for table, child, fields in tables_of(meta):
        columns = [*(field.fieldname for field in fields), "parent", "parentfield"]
        of_parent: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(child["name"], columns, "parent", names):
            if row.parentfield == table.fieldname:
                of_parent[cstr(row.parent)].append(row)
        for document in documents:
            document[table.fieldname] = of_parent[cstr(document.name)]
    return documents


def _columns(meta: Meta, names: list[str]) -> list[str]:
    known = get_meta(meta["name"]).columns
    return [name for name in names if name in known]


def _rows(doctype: str, columns: list[str], key: str, names: list[Any]) -> list[Row]:
    what = listed([*dict.fromkeys(["name", *columns])])
    inside, values = current().db.members(names)
    order = " ORDER BY idx" if key == "parent" else ""
    sql = f"SELECT {what} FROM {quoted(f'tab{doctype}')} WHERE {quoted(key)} IN {inside}{order}"
    return current().db.dicts(sql, values)


# definitions ----------------------------------------------------------------------------------


def signature(meta: Meta) -> str:
    """Which fields of a DocType are searched, as one text."""
    own = [field.fieldname for field in fields_of(meta)]
    rows = [f"{table.fieldname}.{f.fieldname}" for table, _child, found in tables_of(meta) for f in found]
    return ",".join([*own, *rows])


def signatures() -> dict[str, str]:
    """DocType → the searched fields that its rows were written with."""
    found: dict[str, str] = json.loads(get_default(KNOWN) or "{}")
    return found


def is_stale(doctype: str) -> bool:
    """Whether a DocType's searched fields are others than those that its rows were written with."""
    meta = find_meta(doctype)
    wanted = signature(meta) if meta is not None and is_searched(meta) else ""
    return wanted != signatures().get(doctype, "")


def rebuild_stale() -> list[str]:
    """Read the documents of all DocTypes again whose searched fields have changed; gives the DocTypes."""
    rows = current().db.rows("SELECT name FROM `tabDocType` WHERE IFNULL(istable, 0)=0 ORDER BY name")
    stale = [name for (name,) in rows if is_stale(name)]
    for name in stale:
        rebuild(name)
    return stale


def _sign(doctype: str, meta: Meta | None) -> None:
    known = signatures()
    known.pop(doctype, None)
    if meta is not None and is_searched(meta):
        known[doctype] = signature(meta)
    set_default(KNOWN, json.dumps(known))
