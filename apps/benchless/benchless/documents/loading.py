"""Ways to get a document: of the database, of a dictionary."""

from __future__ import annotations

from typing import Any

from .. import access, errors
from ..schema import get_meta
from ..translations import _
from ..values import cstr
from . import storage
from .base import BaseDocument
from .controllers import get_controller
from .lookup import get_value


def get_doc(*args: Any, for_update: bool = False, **kwargs: Any) -> Any:
    """(doctype, name) · (doctype) of a Single · a dictionary or keywords of a new one · (doctype,
    filters).
    """
    if args and isinstance(args[0], BaseDocument):
        return args[0]
    if args and isinstance(args[0], dict):
        return new_from(dict(args[0], **kwargs))
    if not args and kwargs.get("doctype"):
        return new_from(kwargs)
    if not args:
        raise errors.ValidationError(_("doctype is missing"))
    doctype = cstr(args[0])
    name = args[1] if len(args) > 1 else kwargs.pop("name", None)
    if isinstance(name, dict | list):
        name = _first_match(doctype, name)
    if name is None and not get_meta(doctype)["issingle"]:
        return new_from({"doctype": doctype, **kwargs}) if kwargs else _missing(doctype, name)
    controller = get_controller(doctype)
    return controller(doctype, name, for_update=for_update)


def new_from(data: dict[str, Any]) -> Any:
    """An unsaved document of a dictionary with `doctype`."""
    doctype = data.get("doctype")
    if not doctype:
        raise errors.ValidationError(_("doctype is missing"))
    get_meta(cstr(doctype))
    return get_controller(cstr(doctype))(dict(data))


def _first_match(doctype: str, filters: Any) -> Any:
    name = get_value(doctype, filters, "name")
    return name if name is not None else _missing(doctype, filters)


def _missing(doctype: str, name: Any) -> Any:
    get_meta(doctype)
    storage.refuse_missing(doctype, name if name is not None else "")


access.permissions.set_document_loader(get_doc)
