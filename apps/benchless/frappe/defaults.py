"""Defaults of users and of the site."""

from __future__ import annotations

from typing import Any

from benchless.access import get_user_permissions
from benchless.context import current
from benchless.documents import user_defaults as kept
from benchless.values import Row, scrub

__all__ = ["get_user_permissions"]
SITE = ("__default", kept.GLOBAL)


def _parent(name: str | None) -> str:
    return kept.GLOBAL if name in (None, *SITE) else str(name)


def get_user_default(key: str, user: str | None = None) -> Any:
    """A user's default, the first when there are several, else the site's."""
    values = get_user_default_as_list(key, user)
    return values[0] if values else get_global_default(key)


def get_user_default_as_list(key: str, user: str | None = None) -> list[Any]:
    """All values of a user's default; a sole User Permission serves as one for its DocType."""
    name = user or current().user
    values = kept.get_defaults(key, name)
    if not values and is_a_user_permission_key(key):
        return _sole_permission(key, name)
    return values


def _sole_permission(doctype: str, user: str) -> list[Any]:
    allowed = get_user_permissions(user).get(doctype) or []
    return [allowed[0]["doc"]] if len(allowed) == 1 else []


def is_a_user_permission_key(key: str) -> bool:
    """Whether a key is a DocType's name and not a field's."""
    return ":" not in key and key != scrub(key)


def get_defaults(user: str | None = None) -> Row:
    """The site's defaults, and over them those of a user."""
    name = user or current().user
    return Row({**kept.all_defaults(), **kept.all_defaults(name), "user": name})


def get_defaults_for(parent: str = "__default") -> Row:
    """All defaults of one holder."""
    return Row(kept.all_defaults(_parent(parent)))


def get_global_default(key: str) -> Any:
    """A default of the site."""
    return kept.get_default(key)


def set_default(key: str, value: Any, parent: str, parenttype: str = "__default") -> None:
    """Replace a default of a user (`parent`) or of the site (`__default`)."""
    kept.set_default(key, value, _parent(parent))


def set_global_default(key: str, value: Any) -> None:
    """Replace a default of the site."""
    kept.set_default(key, value)


def set_user_default(key: str, value: Any, user: str | None = None, parenttype: str | None = None) -> None:
    """Replace a default of a user."""
    kept.set_default(key, value, user or current().user)


def add_default(key: str, value: Any, parent: str, parenttype: str | None = None) -> None:
    """One more value of a default."""
    kept.add_default(key, value, _parent(parent))


def add_global_default(key: str, value: Any) -> None:
    """One more value of a default of the site."""
    kept.add_default(key, value)


def add_user_default(key: str, value: Any, user: str | None = None, parenttype: str | None = None) -> None:
    """One more value of a default of a user."""
    kept.add_default(key, value, user or current().user)


def clear_default(
    key: str | None = None,
    value: Any = None,
    parent: str | None = None,
    name: str | None = None,
    parenttype: str | None = None,
) -> None:
    """Remove defaults that meet all that is given. Raises ValueError when nothing is given."""
    if not any((key, value, parent, name)):
        raise ValueError("say which defaults are to go")
    kept.clear_defaults(key, value, _parent(parent) if parent else None, name)


def clear_user_default(key: str, user: str | None = None) -> None:
    """Remove a default of a user."""
    clear_default(key, parent=user or current().user)


def clear_defaults_for(parent: str = "__default") -> None:
    """Remove all defaults of a holder."""
    clear_default(parent=parent)
