"""A site: a folder with a database, settings and files."""

from __future__ import annotations

import importlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from .cache import TopicCache
from .context import Session, opened
from .sql.database import Database
from .sql.store import Store
from .sql.stores import store_of
from .values import Row

DEFAULT_TIME_ZONE = "Asia/Shanghai"
BUILT_IN_APP = "frappe"


class Site:
    """One site of the `sites` folder. Shared by all threads of a process."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder).resolve()
        self.name = self.folder.name
        self.cache = TopicCache()
        self._threads = threading.local()
        self._guard = threading.Lock()

    # settings -----------------------------------------------------------------------------

    @cached_property
    def config(self) -> Row:
        """`common_site_config.json` overlaid with the site's own `site_config.json`."""
        merged = Row()
        for path in (self.folder.parent / "common_site_config.json", self.folder / "site_config.json"):
            if path.exists():
                merged.update(json.loads(path.read_text("utf-8")))
        merged.setdefault("db_type", "sqlite")
        return merged

    def save_config(self, **values: Any) -> None:
        """Write settings into the site's own file; None removes one."""
        path = self.folder / "site_config.json"
        own = json.loads(path.read_text("utf-8")) if path.exists() else {}
        own.update(values)
        own = {key: value for key, value in own.items() if value is not None}
        scratch = path.with_suffix(".new")
        scratch.write_text(json.dumps(own, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
        os.chmod(scratch, 0o600)  # it holds keys and passwords
        os.replace(scratch, path)
        self.config.update(values)

    def path(self, *parts: str) -> Path:
        """A place inside the site's folder."""
        return self.folder.joinpath(*parts)

    @property
    def store(self) -> Store:
        """Where the data is kept: what `db_type` of the settings says."""
        return store_of(self.folder, self.config)

    def exists(self) -> bool:
        """Whether the site has been made."""
        return self.path("site_config.json").exists() and self.store.exists()

    # database and sessions ----------------------------------------------------------------

    def database(self) -> Database:
        """This thread's connection."""
        database: Database | None = getattr(self._threads, "database", None)
        if database is None:
            database = self._threads.database = self.store.connect(self.now)
        return database

    def use(self, database: Database) -> None:
        """Let this thread work with a connection that was opened elsewhere."""
        self.close()
        self._threads.database = database

    def close(self) -> None:
        """Close this thread's connection."""
        database: Database | None = getattr(self._threads, "database", None)
        if database is not None:
            database.close()
            self._threads.database = None

    def now(self) -> datetime:
        """The wall clock of the site, without a zone."""
        return datetime.now(self.zone).replace(tzinfo=None)

    @property
    def zone(self) -> ZoneInfo:
        settings = self.cache.store("settings")
        zone = settings.get("zone")
        if zone is None:
            zone = settings["zone"] = ZoneInfo(self._zone_name())
        return zone

    def _zone_name(self) -> str:
        database: Database | None = getattr(self._threads, "database", None)
        if database is not None and database.has_table("tabSingles"):
            found = database.rows(
                "SELECT value FROM `tabSingles` WHERE doctype='System Settings' AND field='time_zone'"
            )
            if found and found[0][0]:
                return str(found[0][0])
        return str(self.config.get("time_zone") or DEFAULT_TIME_ZONE)

    @contextmanager
    def session(self, user: str = "Administrator") -> Iterator[Session]:
        """Work as `user`: commit at the end, roll back on an error."""
        session = Session(self, user)
        self.cache.refresh(session.db)
        with opened(session):
            yield session

    # apps ---------------------------------------------------------------------------------

    @property
    def apps(self) -> list[str]:
        """Installed apps in order; the built-in one first."""
        store = self.cache.store("hooks")
        if "apps" not in store:
            store["apps"] = self._installed_apps()
        return store["apps"]  # type: ignore[no-any-return]

    def _installed_apps(self) -> list[str]:
        rows = self.database().rows(
            "SELECT defvalue FROM `tabDefaultValue` WHERE parent='__global' AND defkey='installed_apps'"
        )
        return list(json.loads(rows[0][0])) if rows else [BUILT_IN_APP]

    def hooks(self, name: str) -> list[Any]:
        """Every app's value of one key of hooks.py, in order of installation."""
        store = self.cache.store("hooks")
        key = ("hook", name)
        if key not in store:
            modules = (hooks_module(app) for app in self.apps)
            store[key] = [getattr(module, name) for module in modules if module and hasattr(module, name)]
        return store[key]  # type: ignore[no-any-return]

    def hook_dict(self, name: str) -> dict[str, list[Any]]:
        """One key whose values are dictionaries: key → all values given to it, in order."""
        store = self.cache.store("hooks")
        key = ("dict", name)
        if key not in store:
            merged: dict[str, list[Any]] = {}
            for value in self.hooks(name):
                for inner, entry in value.items():
                    merged.setdefault(inner, []).extend(entry if isinstance(entry, list) else [entry])
            store[key] = merged
        return store[key]  # type: ignore[no-any-return]

    def hook_list(self, name: str) -> list[Any]:
        """One key whose values are texts or lists of texts, flattened."""
        out: list[Any] = []
        for value in self.hooks(name):
            out.extend(value if isinstance(value, list | tuple) else [value])
        return out


def hooks_module(app: str) -> ModuleType | None:
    """`<app>.hooks`, or None when the app is not there."""
    try:
        return importlib.import_module(f"{app}.hooks")
    except ModuleNotFoundError as error:
        if error.name in (app, f"{app}.hooks"):
            return None
        raise


def app_folder(app: str) -> Path:
    """The folder of an app's Python package."""
    module = importlib.import_module(app)
    return Path(module.__file__ or "").parent
