"""Documents that are not saved yet: new ones with their defaults, and copies."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..schema import Meta, get_meta
from ..values import cint
from .controllers import get_controller
from .defaults import set_defaults
from .loading import new_from


def new_doc(
    doctype: str, parent_doc: Any = None, parentfield: str | None = None, as_dict: bool = False, **values: Any
) -> Any:
    """A new document with its defaults filled in, not saved."""
    document = get_controller(doctype)({"doctype": doctype, "__islocal": 1, "docstatus": 0})
    get_meta(doctype)
    set_defaults(document)
    document.__dict__.setdefault("owner", current().user)
    document.update(values)
    return document.as_dict() if as_dict else document


def copy_doc(document: Any, ignore_no_copy: bool = True) -> Any:
    """An unsaved copy without names, times and fields marked `no_copy`."""
    data = document.as_dict() if hasattr(document, "as_dict") else dict(document)
    _strip(data, get_meta(data["doctype"]), ignore_no_copy)
    data["__islocal"] = 1
    return new_from(data)


def _strip(data: dict[str, Any], meta: Meta, ignore_no_copy: bool) -> None:
    for key in (
        "name",
        "owner",
        "creation",
        "modified",
        "modified_by",
        "amended_from",
        "parent",
        "__unsaved",
    ):
        data.pop(key, None)
    data["docstatus"] = 0
    for field in meta["fields"]:
        if ignore_no_copy and cint(field.no_copy):
            data.pop(field.fieldname, None)
    for table in meta.table_fields:
        for row in data.get(table.fieldname) or []:
            _strip(row, get_meta(table.options), ignore_no_copy)
            row["__islocal"] = 1
