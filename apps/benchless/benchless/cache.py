"""Shared knowledge of a process (metadata, roles, settings …), thrown away when any process changes it.

Every change bumps a numbered topic in the database inside its own transaction. At the start of a request one
`Database.data_version` tells whether anybody committed since; only then the numbers are read again.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

from .sql import topics as kept
from .sql.database import Database
from .sql.topics import TABLE

TOPICS = ("schema", "access", "hooks", "texts", "settings", "workflow", "pages")


class TopicCache:
    """Dictionaries by topic, for one site in one process."""

    def __init__(self) -> None:
        self.stores: dict[str, dict[Any, Any]] = {topic: {} for topic in TOPICS}
        self.numbers: dict[str, int] = {}
        self._seen = threading.local()
        self._changed = threading.local()

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
        """Say that `topics` change with the running transaction.

        The numbers are written at its very end and in one order, so that two transactions never wait for
        each other's numbers.
        """
        changed: set[str] = self._changed.__dict__.setdefault("topics", set())
        if not changed:
            db.before_commit.add_last(partial(self._write, db, changed))
            db.after_rollback.add(partial(self._undo, changed))
        changed.update(topics)
        for topic in topics:
            self.forget(topic)

    def _write(self, db: Database, changed: set[str]) -> None:
        topics = sorted(changed)
        changed.clear()
        for topic in topics:
            number = db.count_up(TABLE, {"topic": topic}, "number")
            db.after_commit.add(partial(self._settle, topic, number))
            db.after_rollback.add(partial(self.forget, topic))

    def _undo(self, changed: set[str]) -> None:
        for topic in changed:
            self.forget(topic)
        changed.clear()

    def _settle(self, topic: str, number: int) -> None:
        self.forget(topic)
        self.numbers[topic] = number


def create_table(db: Database) -> None:
    """The table of numbers of a new site."""
    if not db.has_table(TABLE):
        db.tables.create(kept.table())
    db.insert_missing(TABLE, ["topic", "number"], [(topic, 1) for topic in TOPICS])
