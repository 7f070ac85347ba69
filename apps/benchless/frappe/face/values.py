"""Lists, single values and settings."""

from __future__ import annotations

from typing import Any

from benchless import access
from benchless.documents import lookup

from ..database import DatabaseFace, limits, named

db = DatabaseFace()


def get_all(doctype: str, *args: Any, **kwargs: Any) -> Any:
    """Rows without permissions; all of them unless a limit is given."""
    return lookup.get_all(doctype, **named(args, kwargs))


def get_list(doctype: str, *args: Any, **kwargs: Any) -> Any:
    """Rows as the user may see them; 20 unless a limit is given."""
    return access.get_list(doctype, **limits(named(args, kwargs)))


def get_value(*args: Any, **kwargs: Any) -> Any:
    return db.get_value(*args, **kwargs)


def get_cached_value(doctype: str, name: str, fieldname: Any = "name", as_dict: bool = False) -> Any:
    return db.get_value(doctype, name, fieldname, as_dict=as_dict)


def get_single_value(doctype: str, fieldname: str) -> Any:
    return lookup.get_single_value(doctype, fieldname)


def get_system_settings(key: str) -> Any:
    return lookup.get_single_value("System Settings", key)


def get_website_settings(key: str) -> Any:
    return lookup.get_single_value("Website Settings", key)


def get_count(doctype: str, filters: Any = None) -> int:
    return access.count(doctype, filters)


def is_setup_complete() -> bool:
    """Whether the site was set up. There is no wizard here: it always is."""
    return True
