"""Every door of the server: whitelisted functions with their parameters, and the routes of REST."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import frappe

from benchless.registry import door_of


@dataclass(frozen=True)
class Door:
    """A path, the verbs it takes, the names of its parameters."""

    path: str
    verbs: tuple[str, ...]
    parameters: tuple[str, ...]


@cache
def methods() -> tuple[Door, ...]:
    """All functions of the face that can be called from outside, in the order of their paths."""
    found = {door.path: door for module in modules() for door in of_module(module)}
    return tuple(found[path] for path in sorted(found))


def modules() -> Iterator[ModuleType]:
    yield frappe
    for one in pkgutil.walk_packages(frappe.__path__, "frappe."):
        yield importlib.import_module(one.name)


def of_module(module: ModuleType) -> Iterator[Door]:
    for name, value in list(vars(module).items()):
        if not inspect.isfunction(value) or value.__module__ != module.__name__:
            continue
        door = door_of(value)
        if door is not None:
            names = tuple(inspect.signature(value).parameters)
            yield Door(f"/api/method/{module.__name__}.{name}", tuple(sorted(door.methods)), names)


def rest() -> tuple[Door, ...]:
    """The routes of REST v1 and v2 and the pages; `{…}` is filled by the fuzzer."""
    lists = (
        "fields",
        "filters",
        "or_filters",
        "order_by",
        "group_by",
        "limit_start",
        "limit_page_length",
        "parent",
    )
    rows = [
        ("/api/resource/{doctype}", ("GET", "POST"), lists),
        ("/api/resource/{doctype}/{name}", ("GET", "PUT", "DELETE", "POST"), ("run_method", "title", "data")),
        ("/api/v2/document/{doctype}", ("GET", "POST"), (*lists, "start", "limit")),
        ("/api/v2/document/{doctype}/{name}", ("GET", "PUT", "PATCH", "DELETE"), ("title", "description")),
        ("/api/v2/document/{doctype}/{name}/copy", ("GET",), ()),
        ("/api/v2/document/{doctype}/{name}/method/{method}", ("GET", "POST"), ("args",)),
        ("/api/v2/doctype/{doctype}/meta", ("GET",), ()),
        ("/api/v2/doctype/{doctype}/count", ("GET",), lists),
        ("/api/v2/method/{doctype}/{method}", ("GET", "POST"), ("doctype", "name")),
        ("/api/method/{method}", ("GET", "POST"), ("cmd", "doctype", "name")),
        ("/api/method/run_doc_method", ("GET", "POST"), ("dt", "dn", "method", "args", "docs")),
        ("/api/method/login", ("POST",), ("usr", "pwd")),
        ("/api/method/upload_file", ("POST",), ("file_name", "file_url", "folder", "doctype", "docname")),
        ("/printview", ("GET",), ("doctype", "name", "format", "letterhead", "_lang", "key")),
        ("/private/files/{name}", ("GET",), ()),
        ("/files/{name}", ("GET",), ()),
        ("/assets/{doctype}/{name}", ("GET",), ()),
        ("/{name}", ("GET", "POST"), ("cmd",)),
    ]  # fmt: skip
    return tuple(Door(*row) for row in rows)
