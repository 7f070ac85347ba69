"""A new site: its folder, its tables, the built-in app."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .. import cache
from ..context import Session, opened
from ..passwords import set_password
from ..schema import sync_table
from ..schema.files import CORE, core_definitions
from ..schema.store import meta_of
from ..site import BUILT_IN_APP, Site
from ..sql.database import Database
from ..values import Row
from .apps import install_app
from .definitions import write_definition
from .plain_tables import make_plain_tables

Report = Callable[[str], None]


def create_site(
    folder: Path,
    admin_password: str,
    report: Report = print,
    language: str | None = None,
    settings: Mapping[str, Any] | None = None,
    administrator: Mapping[str, Any] | None = None,
) -> Site:
    """Make a site in `folder`. Raises FileExistsError when there is one already.

    `settings` go into the site's configuration: `db_type` and what goes with it. `administrator` (user and
    password) makes the database on a server; without one it must be there and empty.
    """
    site = Site(folder)
    if site.exists():
        raise FileExistsError(f"site {site.name} exists already")
    for part in ("public/files", "private/files", "private/backups", "logs", "database"):
        site.path(part).mkdir(parents=True, exist_ok=True)
    key = site.config.get("encryption_key") or new_key()
    before = site.path("site_config.json").exists()
    site.save_config(**{"db_type": "sqlite", "encryption_key": key, **(settings or {})})
    try:
        site.store.create(administrator)
    except BaseException:
        if not before:  # a second try begins from nothing
            site.path("site_config.json").unlink()
        raise
    session = Session(site, "Administrator")
    with opened(session):
        session.flags.in_install = True
        _bootstrap(session.db)
        site.cache.refresh(session.db)
        install_app(BUILT_IN_APP, report)
        set_password("User", "Administrator", "password", admin_password, hashed=True)
    return site


def new_key() -> str:
    """A key for encrypting Password fields: 32 random bytes as base 64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _bootstrap(db: Database) -> None:
    """The tables without which nothing else can be described."""
    db.begin()
    cache.create_table(db)
    make_plain_tables(db)
    for name in CORE:
        sync_table(db, meta_of(core_definitions()[name]))
    for name in CORE:
        write_definition(db, Row(core_definitions()[name]))
