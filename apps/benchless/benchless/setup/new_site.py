"""A new site: its folder, its tables, the built-in app."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from pathlib import Path

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

Report = Callable[[str], None]

PLAIN_TABLES = (
    "CREATE TABLE `tabSeries` (name TEXT PRIMARY KEY, current INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE TABLE `tabSingles` (doctype TEXT, field TEXT, value TEXT)",
    "CREATE INDEX `tabSingles:doctype` ON `tabSingles` (doctype, field)",
    "CREATE TABLE `tabDefaultValue` (name TEXT PRIMARY KEY, creation TIMESTAMP, modified TIMESTAMP, "
    "modified_by TEXT, "
    "owner TEXT, docstatus INTEGER DEFAULT 0, idx INTEGER DEFAULT 0, parent TEXT, parentfield TEXT, "
    "parenttype TEXT, "
    "defkey TEXT, defvalue TEXT)",
    "CREATE INDEX `tabDefaultValue:parent` ON `tabDefaultValue` (parent, defkey)",
    "CREATE TABLE `__Auth` (doctype TEXT, name TEXT COLLATE NOCASE, fieldname TEXT, password TEXT, "
    "encrypted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (doctype, name, fieldname))",
    "CREATE TABLE `__UserSettings` (user TEXT, doctype TEXT, data TEXT, PRIMARY KEY (user, doctype))",
    "CREATE TABLE `tabSessions` (sid TEXT PRIMARY KEY, user TEXT, sessiondata TEXT, ipaddress TEXT, "
    "lastupdate TIMESTAMP, "
    "status TEXT) WITHOUT ROWID",
    "CREATE INDEX `tabSessions:user` ON `tabSessions` (user)",
)


def create_site(
    folder: Path, admin_password: str, report: Report = print, language: str | None = None
) -> Site:
    """Make a site in `folder`. Raises FileExistsError when there is one already."""
    site = Site(folder)
    if site.exists():
        raise FileExistsError(f"site {site.name} exists already")
    for part in ("public/files", "private/files", "private/backups", "logs", "database"):
        site.path(part).mkdir(parents=True, exist_ok=True)
    site.save_config(db_type="sqlite", encryption_key=site.config.get("encryption_key") or new_key())
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
    for statement in PLAIN_TABLES:
        db.execute(statement)
    for name in CORE:
        sync_table(db, meta_of(core_definitions()[name]))
    for name in CORE:
        write_definition(db, Row(core_definitions()[name]))
