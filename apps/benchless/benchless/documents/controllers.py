"""Which Python class a DocType's documents have."""

from __future__ import annotations

import importlib
from typing import Any

from .. import dotted
from ..access import virtual
from ..context import current
from ..schema import find_meta
from ..schema.files import controller_module
from ..values import cint

TREE_CLASS = "frappe.utils.nestedset.NestedSet"
EXTENSIONS = ("extend_doctype_class", "doctype_class_extensions")
_base: list[type[Any]] = []


def set_base_class(base: type[Any]) -> None:
    """The class of documents without a controller."""
    _base.append(base)


def get_controller(doctype: str) -> type[Any]:
    """The class of a DocType's documents: an override, the controller of its module, or the base class."""
    store = current().site.cache.store("schema")
    key = ("controller", doctype)
    if key not in store:
        store[key] = _extended(doctype, _find(doctype))
    return store[key]  # type: ignore[no-any-return]


def _extended(doctype: str, found: type[Any]) -> type[Any]:
    """The class with what apps add to it: the hook `extend_doctype_class`, the last app's in front."""
    site = current().site
    paths = [path for hook in EXTENSIONS for path in site.hook_dict(hook).get(doctype, [])]
    parts = [dotted.load(path) for path in reversed(paths)]
    return type(found.__name__, (*parts, found), {"__module__": found.__module__}) if parts else found


def _find(doctype: str) -> type[Any]:
    site = current().site
    overrides = site.hook_dict("override_doctype_class").get(doctype)
    if overrides:
        return dotted.load(overrides[-1])  # type: ignore[no-any-return]
    meta = find_meta(doctype)
    if meta is None:
        return _base[-1]
    if cint(meta.get("custom")):
        return dotted.load(TREE_CLASS) if meta["is_tree"] else _base[-1]
    module = controller_module(site, doctype, str(meta.get("module") or ""))
    found = _load(module, doctype) if module else None
    if found is None and meta["is_tree"]:
        return dotted.load(TREE_CLASS)  # type: ignore[no-any-return]
    return found or _base[-1]


def _load(module: str, doctype: str) -> type[Any] | None:
    try:
        loaded = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name and module.startswith(error.name):
            return None
        raise
    return getattr(loaded, doctype.replace(" ", "").replace("-", ""), None)


virtual.set_controller_loader(get_controller)
