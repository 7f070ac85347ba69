"""Several machines on one database: each says what it has, and one that shares too little does not start.

A machine leaves a random mark in what must be shared: its row in the database, its files, its Redis. Who
starts later looks for the marks of the others in his own places.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import dotted
from .pairs import Pairs
from .site import Site
from .sql.columns import ColumnType, Table, varchar
from .sql.database import Database

TABLE = "__machine"
COLUMNS = ("name", "mark", "key_digest", "seen")
FOLDERS = ("public/files", "private/files", "locks")
REDIS = ("redis_cache", "redis_queue")
SILENT = 3600  # seconds after which a machine that was not stopped in order counts as gone
CLOCKS = 30  # seconds that two clocks may differ
logger = logging.getLogger("benchless.machines")
Row = dict[str, Any]


class SharesTooLittle(Exception):
    """Another machine serves the same database and cannot see what this one keeps."""


def table() -> Table:
    """Who serves this database."""
    texts = {name: varchar(255, exact=True) for name in ("mark", "key_digest")}
    name = varchar(255, required=True, exact=True)
    return Table(TABLE, {"name": name, **texts, "seen": ColumnType("bigint")}, ("name",))


def own_name(site: Site) -> str:
    """This machine, and the folder in which it keeps the site."""
    return f"{socket.gethostname()}:{site.folder}"[-255:]


def join(site: Site) -> None:
    """Say that this machine serves the site from now on.

    Raises SharesTooLittle when another one does too and they do not share files, Redis and key. A database
    in the site's folder (SQLite) is served by one machine only: nothing is asked.
    """
    if not _is_asked(site):
        return
    mine = _say(site)
    problems = [text for other in _others(site, mine) for text in _missing(site, mine, other)]
    if problems:
        leave(site)
        raise SharesTooLittle("\n".join(problems))
    _compare_clocks(site.database())


def beat(site: Site) -> None:
    """Say again that this machine lives; for workers, once in a while."""
    if _is_asked(site):
        _say(site)


def leave(site: Site) -> None:
    """Say that this machine stops."""
    if _is_asked(site):
        forget(site, own_name(site))


def forget(site: Site, name: str) -> bool:
    """Drop what a machine said of itself. False when it said nothing."""
    mark = _mark_of(site, name)
    if mark is None:
        return False
    for file in _files(site, mark).values():
        file.unlink(missing_ok=True)
    _write(site.database(), f"DELETE FROM `{TABLE}` WHERE name=?", (name,))
    return True


def known(site: Site) -> list[Row]:
    """Every machine that said that it serves the site, the last one first."""
    if not _is_asked(site):
        return []
    rows = site.database().rows(f"SELECT {', '.join(COLUMNS)} FROM `{TABLE}` ORDER BY seen DESC")
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def _is_asked(site: Site) -> bool:
    # The table comes with the next migration of an older site.
    return site.config.db_type == "mariadb" and site.database().has_table(TABLE)


# what a machine leaves ------------------------------------------------------------------------


def _say(site: Site) -> Row:
    """Leave the mark of this machine wherever others look for it; gives its row."""
    name = own_name(site)
    mark = _mark_of(site, name) or secrets.token_hex(16)
    for file in _files(site, mark).values():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    for _setting, redis in _redis(site):
        redis.write(name, mark.encode(), None)
    mine = dict(zip(COLUMNS, (name, mark, _key_digest(site), int(time.time())), strict=True))
    marks = ", ".join("?" * len(COLUMNS))
    statement = f"REPLACE INTO `{TABLE}` ({', '.join(COLUMNS)}) VALUES ({marks})"
    _write(site.database(), statement, tuple(mine.values()))
    return mine


def _write(db: Database, statement: str, values: tuple[Any, ...]) -> None:
    db.begin()
    db.execute(statement, values)
    db.commit()


def _mark_of(site: Site, name: str) -> str | None:
    rows = site.database().rows(f"SELECT mark FROM `{TABLE}` WHERE name=?", (name,))
    return str(rows[0][0]) if rows else None


def _files(site: Site, mark: str) -> dict[str, Path]:
    return {folder: site.path(folder, ".machines", mark) for folder in FOLDERS}


def _key_digest(site: Site) -> str:
    return hashlib.sha256(f"machine|{site.config.get('encryption_key')}".encode()).hexdigest()


def _redis(site: Site) -> Iterator[tuple[str, Pairs]]:
    """The Redis servers of the settings, with names of their own in them."""
    for setting in REDIS:
        if site.config.get(setting):
            opener = dotted.load("benchless.redis_pairs.RedisPairs")  # loaded only where it is used
            yield setting, opener(str(site.config[setting]), f"machines of {site.name}")


# what it looks for ----------------------------------------------------------------------------


def _others(site: Site, mine: Row) -> list[Row]:
    limit = mine["seen"] - SILENT
    return [row for row in known(site) if row["name"] != mine["name"] and int(row["seen"]) > limit]


def _missing(site: Site, mine: Row, other: Row) -> list[str]:
    """What this machine does not share with another one, with what to do about it."""
    found = []
    if mine["key_digest"] != other["key_digest"]:
        found.append("has another encryption_key: copy it from there into site_config.json")
    apart = [folder for folder, file in _files(site, other["mark"]).items() if not file.exists()]
    if apart:
        found.append(f"has folders of its own: share {', '.join(apart)} over the network")
    seen = {setting for setting, redis in _redis(site) if redis.read(other["name"]) == other["mark"].encode()}
    for setting in REDIS:
        if setting not in seen:
            found.append(f"does not use the Redis that {setting} names here: set the same one on both")
    if found:
        found.append(f"if it is gone for good: benchless forget-machine '{other['name']}'")
    return [f"{other['name']} serves this database too; {text}" for text in found]


def _compare_clocks(db: Database) -> None:
    there = float(db.rows("SELECT UNIX_TIMESTAMP(NOW(6))")[0][0])
    if abs(there - time.time()) > CLOCKS:
        logger.warning("the clock of this machine is %.0f s off the database's", time.time() - there)
