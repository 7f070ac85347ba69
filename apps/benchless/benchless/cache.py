"""Shared knowledge of a process (metadata, roles, settings …), thrown away when any process changes it.

Every change bumps a numbered topic in the database inside its own transaction. At the start of a request one
`PRAGMA data_version` tells whether anybody committed since; only then the numbers are read again.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

from .sql.database import Database

TABLE = "__topic"
TOPICS = ("schema", "access", "hooks", "texts", "settings", "workflow", "pages")


class TopicCache:
    """Dictionaries by topic, for one site in one process."""

    def __init__(self) -> None:
        self.stores: dict[str, dict[Any, Any]] = {topic: {} for topic in TOPICS}
        self.numbers: dict[str, int] = {}
        self._seen = threading.local()

    def store(self, topic: str) -> dict[Any, Any]:
        """What is known about `topic`."""
        return self.stores[topic]

    def number(self, topic: str) -> int:
        """How often `topic` has changed: good as a version in addresses and keys."""
        return self.numbers.get(topic, 0)

    def refresh(self, db: Database) -> None:
        """Forget what other processes or threads have changed. Costs 3 µs when nobody wrote."""
        version = db.data_version()
        if getattr(self._seen, "version", None) == version:
            return
        self._seen.version = version
        numbers: dict[str, int] = dict(db.rows(f"SELECT topic, number FROM `{TABLE}`"))
        for topic, number in numbers.items():
            if self.numbers.get(topic) != number:
                self.forget(topic)
        self.numbers = numbers

    def forget(self, topic: str) -> None:
        """A new dictionary in place of the old one: who is still filling the old one harms nobody."""
        self.stores[topic] = {}

    def bump(self, db: Database, *topics: str) -> None:
        """Say that `topics` change with the running transaction."""
        for topic in topics:
            db.execute(
                f"INSERT INTO `{TABLE}` (topic, number) VALUES (?, 1) "
                "ON CONFLICT (topic) DO UPDATE SET number = number + 1",
                (topic,),
            )
            self.forget(topic)
            db.after_commit.add(partial(self._settle, db, topic))
            db.after_rollback.add(partial(self.forget, topic))

    def _settle(self, db: Database, topic: str) -> None:
        self.forget(topic)
        self.numbers[topic] = db.rows(f"SELECT number FROM `{TABLE}` WHERE topic=?", (topic,))[0][0]


def create_table(db: Database) -> None:
    """The table of numbers of a new site."""
    db.execute(
        f"CREATE TABLE IF NOT EXISTS `{TABLE}` (topic TEXT PRIMARY KEY, number INTEGER NOT NULL) "
        "WITHOUT ROWID"
    )
    for topic in TOPICS:
        db.execute(f"INSERT OR IGNORE INTO `{TABLE}` VALUES (?, 1)", (topic,))
