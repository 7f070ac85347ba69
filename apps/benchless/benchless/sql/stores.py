"""Which database a site uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import dotted
from .sqlite.store import SqliteStore
from .store import Store

TYPES = ("sqlite", "mariadb")


def store_of(folder: Path, config: Mapping[str, Any]) -> Store:
    """The store that `db_type` of a site's settings names. Raises ValueError for an unknown one."""
    kind = config.get("db_type") or "sqlite"
    if kind == "sqlite":
        return SqliteStore(folder / "database" / "site.db", config)
    if kind == "mariadb":
        made: Store = dotted.load("benchless.sql.mariadb.store.MariadbStore")(config)  # PyMySQL only if named
        return made
    raise ValueError(f"db_type must be one of {', '.join(TYPES)}; it is {kind}")
