"""The database of a site on a MariaDB server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import QueryTimeoutError
from ..names import quoted
from ..problems import DatabaseProblem, NoConnection
from ..store import Now, Store
from ..topics import TABLE as TOPICS
from . import dump
from .connection import Address, address_of, connect_bare
from .database import MariadbDatabase

OLDEST = (10, 6)


class MariadbStore(Store):
    """A database with a user of its own."""

    copy_name = "site.sql"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.config = config

    @property
    def address(self) -> Address:
        return address_of(self.config)

    def connect(self, now: Now) -> MariadbDatabase:
        return MariadbDatabase(self.address, now)

    def connect_alone(self, now: Now) -> MariadbDatabase:
        database = self.connect(now)
        others = database.rows(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE db=DATABASE() AND id<>CONNECTION_ID()"
        )
        if others[0][0]:
            raise QueryTimeoutError(f"{others[0][0]} other connections use {self.address.name}")
        return database

    def exists(self) -> bool:
        """Whether the database answers and holds a site. A server that does not answer is an error."""
        if not self.config.get("db_name"):
            return False
        try:
            connection = connect_bare(self.address, self.address.name)
        except NoConnection as error:
            if error.number in (1044, 1045, 1049):  # no such database, or nothing of ours
                return False
            raise
        with connection, connection.cursor() as cursor:
            return bool(cursor.execute("SHOW TABLES LIKE %s", (TOPICS,)))

    def create(self, administrator: Mapping[str, Any] | None = None) -> None:
        """Without an administrator the empty database and its user must be there already."""
        address = self.address
        if administrator is not None:
            self._make(address, address._replace(**administrator))
        with connect_bare(address, address.name) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT VERSION()")
            _check_version(str((cursor.fetchone() or ("unknown",))[0]))
            if cursor.execute("SHOW TABLES"):
                raise FileExistsError(f"the database {address.name} is not empty")

    @staticmethod
    def _make(address: Address, administrator: Address) -> None:
        name = quoted(address.name)
        statements: list[tuple[str, tuple[Any, ...]]] = [
            (f"CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET utf8mb4 COLLATE {address.collation}", ())
        ]
        for host in ("localhost", "%"):
            who = (address.user, host)
            statements.append(("CREATE USER IF NOT EXISTS %s@%s IDENTIFIED BY %s", (*who, address.password)))
            statements.append((f"GRANT ALL PRIVILEGES ON {name}.* TO %s@%s", who))
        with connect_bare(administrator) as connection, connection.cursor() as cursor:
            for text, values in statements:
                cursor.execute(text, values or None)

    def drop(self) -> None:
        with connect_bare(self.address, self.address.name) as connection, connection.cursor() as cursor:
            dump.empty(cursor)

    def copy_to(self, folder: Path) -> Path:
        copy = folder / self.copy_name
        with connect_bare(self.address, self.address.name) as connection:
            dump.write(connection, copy)
        return copy

    def load(self, copy: Path) -> None:
        with connect_bare(self.address, self.address.name) as connection:
            dump.read(connection, copy)


def _check_version(text: str) -> None:
    """`10.11.19-MariaDB-…`; older servers lack what the engine asks of them."""
    found = re.search(r"(\d+)\.(\d+)\.\d+-MariaDB", text)
    if not found or (int(found[1]), int(found[2])) < OLDEST:
        raise DatabaseProblem(f"MariaDB 10.6 or newer is needed; this server is {text}")
