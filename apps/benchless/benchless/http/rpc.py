"""Whitelisted functions and document methods, called from outside."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..context import current
from ..documents import get_doc, new_from
from ..documents.checks import check_latest, check_shapes
from ..endpoints import RESERVED, arguments, find
from ..errors import DoesNotExistError, PermissionError, ValidationError
from ..messages import throw
from ..registry import door_of
from ..site import hooks_module
from ..translations import _
from ..values import Row
from .forms import loads

__all__ = ["RESERVED", "arguments", "call_document_method", "call_method", "check", "find", "run_doc_method"]


def call_method(path: str) -> Any:
    """Call the whitelisted function at a dotted path with the request's values."""
    function = find(path)
    check(function)
    check_annotations(function)
    return function(**arguments(function, current().form_dict))


def check(function: Callable[..., Any]) -> None:
    """Raise PermissionError unless this user may call the function with this verb."""
    door = door_of(function)
    session = current()
    verb = session.request.method if session.request is not None else "POST"
    if door is None or (session.user == "Guest" and not door.allow_guest):
        throw(_("You are not permitted to access this resource."), PermissionError, _("Not permitted"))
    if verb not in door.methods:
        throw(_("Not permitted"), PermissionError, _("Not permitted"))


def check_annotations(function: Callable[..., Any]) -> None:
    """Apps may demand (`require_type_annotated_api_methods`) that what callers send has a type."""
    module = hooks_module(function.__module__.partition(".")[0])
    # Not by getattr: a module that explains its missing names takes its time.
    if module and module.__dict__.get("require_type_annotated_api_methods") and untyped(function):
        text = _("Parameters of {0} have no type: {1}")
        throw(text.format(function.__qualname__, ", ".join(untyped(function))), ValidationError)


@lru_cache(maxsize=4000)
def untyped(function: Callable[..., Any]) -> tuple[str, ...]:
    """Parameters without an annotation, those aside that take whatever else is sent."""
    parameters = inspect.signature(inspect.unwrap(function)).parameters.values()
    rest = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    bare = [p for p in parameters if p.annotation is inspect.Parameter.empty and p.kind not in rest]
    return tuple(p.name for p in bare if p.name not in ("self", "cls"))


# methods of documents -------------------------------------------------------------------------


def call_document_method(document: Any, method: str, values: dict[str, Any]) -> Any:
    """Call a whitelisted method of a document. Raises DoesNotExistError or PermissionError."""
    function = getattr(document, method, None)
    if method.startswith("_"):
        throw(_("You are not permitted to access this resource."), PermissionError, _("Not permitted"))
    if function is None or not callable(function):
        raise DoesNotExistError(_("Method {0} does not exist").format(method))
    check(function)
    return function(**arguments(function, values))


def run_doc_method(form: dict[str, Any]) -> Any:
    """The `run_doc_method` call: by name (`dt`, `dn`) or with a client's copy (`docs` or `document`)."""
    source = form.get("docs") or form.get("document")
    if form.get("dt"):
        document = get_doc(form["dt"], form.get("dn") or form["dt"])
        document.check_permission("read")
    else:
        document = _from_copy(loads(source))
    values = loads(form.get("args") or form.get("kwargs") or {})
    if not isinstance(values, dict):
        values = {"args": values}
    current().response.setdefault("docs", []).append(document)
    return call_document_method(document, str(form.get("method")), values)


def _from_copy(data: Any) -> Any:
    if not isinstance(data, dict) or not data.get("doctype"):
        raise ValidationError(_("A document needs a doctype"))
    document = new_from(Row(data))
    check_shapes(document)
    if data.get("__islocal") or not data.get("name"):
        document.check_permission("create")
        return document
    stored = get_doc(data["doctype"], data["name"])
    stored.check_permission("read")
    document.__dict__["_read_modified"] = data.get("modified")
    check_latest(document, stored.modified)
    document.__dict__.update(creation=stored.creation, owner=stored.owner)
    return document
