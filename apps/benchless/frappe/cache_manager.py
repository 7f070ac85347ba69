"""Forgetting what is kept, of a user, of a DocType, of all."""

from __future__ import annotations

from benchless.context import current

TOPICS = ("schema", "access", "texts", "workflow", "pages", "hooks", "settings")


def _forget(*topics: str) -> None:
    session = current()
    session.site.cache.bump(session.db, *topics)
    session.cache.clear()


def clear_user_cache(user: str | None = None) -> None:
    """What is known of a user's rights and language, in every process."""
    _forget("access", "texts")


def clear_doctype_cache(doctype: str | None = None) -> None:
    """What is known of a DocType, in every process."""
    _forget("schema", "access", "workflow")


def clear_global_cache() -> None:
    """Everything, in every process."""
    _forget(*TOPICS)


def clear_domain_cache(user: str | None = None) -> None:
    """Which domains are active."""
    _forget("access", "schema")


def clear_defaults_cache(user: str | None = None) -> None:
    """Defaults of users and of the site."""
    _forget("settings")
