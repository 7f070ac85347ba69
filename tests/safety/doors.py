"""Every door of the server: whitelisted functions with their parameters, and the routes of REST."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import frappe

from benchless.registry import door_of

LISTS = (
    "fields", "filters", "or_filters", "order_by", "group_by", "limit_start", "limit_page_length", "parent",
    "as_dict", "debug", "with_onload", "expand",
)  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    """What a door wants to be given: its name, what its annotation says, whether nothing works without it."""

    name: str
    kind: str = ""
    is_needed: bool = False


@dataclass(frozen=True)
class Door:
    """A path, the verbs it takes, its parameters, how often it is knocked at in a round."""

    path: str
    verbs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    weight: int = 1


@cache
def methods(package: ModuleType = frappe, weight: int = 1) -> tuple[Door, ...]:
    """All functions of a package that can be called from outside, in the order of their paths."""
    found = {door.path: door for module in modules(package) for door in of_module(module, weight)}
    return tuple(found[path] for path in sorted(found))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(one.name)


def of_module(module: ModuleType, weight: int) -> Iterator[Door]:
    for name, value in list(vars(module).items()):
        if not inspect.isfunction(value) or value.__module__ != module.__name__:
            continue
        door = door_of(value)
        if door is not None:
            wanted = of_signature(value)
            if not wanted or takes_all(value):
                known = {one.name for one in wanted}
                wanted = (*wanted, *named(*(one for one in of_form(module) if one not in known)))
            yield Door(f"/api/method/{module.__name__}.{name}", tuple(sorted(door.methods)), wanted, weight)


def of_signature(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters of a function, those aside that take whatever else is sent."""
    hints = typing.get_type_hints(inspect.unwrap(function), include_extras=True)
    return tuple(
        Parameter(one.name, kind_of(hints.get(one.name)), one.default is one.empty)
        for one in inspect.signature(function).parameters.values()
        if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)
    )


def takes_all(function: Callable[..., Any]) -> bool:
    kinds = (one.kind for one in inspect.signature(function).parameters.values())
    return inspect.Parameter.VAR_KEYWORD in kinds


def kind_of(hint: Any) -> str:
    """`str`, `int | None`, `names` …: an annotation in a word."""
    marks = getattr(hint, "__metadata__", None)
    return str(marks[0]) if marks else getattr(hint, "__name__", None) or str(hint)


def named(*names: str) -> tuple[Parameter, ...]:
    """Parameters of which only the names are known."""
    return tuple(Parameter(name) for name in names)


def of_form(module: ModuleType) -> tuple[str, ...]:
    """A function without parameters may read the form itself: what its module reads there."""
    found = re.findall(
        r"\b(?:form(?:_dict)?|wanted|asked|values|args)(?:\.(?:get|pop)\([\"']|\[[\"']|\.)(\w+)",
        inspect.getsource(module),
    )
    return tuple(
        sorted(set(found) - {"get", "pop", "update", "items", "setdefault", "copy", "keys", "values"})
    )


@cache
def document_methods(package: ModuleType = frappe) -> tuple[str, ...]:
    """The names of all methods of documents that can be called from outside."""
    kinds = [
        kind for module in modules(package) for kind in list(vars(module).values()) if inspect.isclass(kind)
    ]
    found = {
        name
        for kind in kinds
        for name, value in inspect.getmembers(kind, inspect.isfunction)
        if door_of(value)
    }
    return tuple(sorted(found))


def rest() -> tuple[Door, ...]:
    """The routes of REST v1 and v2, of files and pages; `{…}` is filled by the fuzzer."""
    return (*of_documents(), *of_pages())


def of_documents() -> tuple[Door, ...]:
    """The routes that lead to documents."""
    run = ("dt", "dn", "method", "args", "kwargs", "docs", "document")
    rows = [
        ("/api/resource/{doctype}", ("GET",), LISTS, 8),
        ("/api/resource/{doctype}", ("POST",), ("{document}",), 30),
        ("/api/resource/{doctype}/{name}", ("PUT",), ("{document}",), 20),
        ("/api/resource/{doctype}/{name}", ("GET", "DELETE", "POST"), ("run_method", "title", "data",
        "args"), 3),
        ("/api/v2/document/{doctype}", ("GET", "POST"), (*LISTS, "start", "limit"), 4),
        ("/api/v2/document/{doctype}", ("POST",), ("{document}",), 4),
        ("/api/v2/document/{doctype}/{name}", ("PUT", "PATCH"), ("{document}",), 4),
        ("/api/v2/document/{doctype}/{name}", ("GET", "DELETE"), ("title", "description"), 1),
        ("/api/v2/document/{doctype}/{name}/copy", ("GET",), (), 1),
        ("/api/v2/document/{doctype}/{name}/method/{method}", ("GET", "POST"), ("args",), 3),
        ("/api/v2/document/{doctype}/bulk_delete", ("POST",), ("names", "docs"), 1),
        ("/api/v2/document/{doctype}/bulk_update", ("POST",), ("names", "docs"), 1),
        ("/api/v2/method/bulk_delete", ("POST",), ("docs",), 1),
        ("/api/v2/method/bulk_update", ("POST",), ("docs",), 1),
        ("/api/v2/doctype/{doctype}/meta", ("GET",), (), 1),
        ("/api/v2/doctype/{doctype}/count", ("GET",), LISTS, 2),
        ("/api/method/run_doc_method", ("GET", "POST"), run, 6),
        ("/printview", ("GET",), ("doctype", "name", "format", "letterhead", "_lang", "key", "settings"), 3),
    ]  # fmt: skip
    return tuple(Door(path, verbs, named(*names), weight) for path, verbs, names, weight in rows)


def of_pages() -> tuple[Door, ...]:
    """The other routes."""
    upload = (
        "file_name", "file_url", "folder", "doctype", "docname", "fieldname", "is_private", "optimize",
        "filedata", "max_width", "chunk_index", "total_chunk_count", "library_file_name", "method",
    )  # fmt: skip
    rows = [
        ("/api/v2/method/{doctype}/{method}", ("GET", "POST"), ("doctype", "name"), 1),
        ("/api/method/{method}", ("GET", "POST"), ("cmd", "doctype", "name"), 1),
        ("/api/method/login", ("POST",), ("usr", "pwd", "cmd", "device", "otp", "tmp_id"), 1),
        ("/api/method/upload_file", ("POST",), upload, 6),
        ("/api/{word}", ("GET", "POST"), ("doctype",), 1),
        ("/api/v2/{word}", ("GET", "POST"), ("doctype",), 1),
        ("/private/files/{word}", ("GET",), (), 1),
        ("/private/files/secret.txt", ("GET",), ("fid", "download"), 1),
        ("/files/{word}", ("GET",), (), 1),
        ("/assets/{word}/{name}", ("GET",), (), 1),
        ("/app/{word}", ("GET",), (), 1),
        ("/login", ("GET", "POST"), ("redirect-to", "cmd"), 1),
        ("/{word}", ("GET", "POST"), ("cmd", "doctype"), 2),
        ("/", ("GET", "POST"), ("cmd", "doctype", "name"), 1),
    ]  # fmt: skip
    return tuple(Door(path, verbs, named(*names), weight) for path, verbs, names, weight in rows)
