"""Moving a site from SQLite to MariaDB: copy, compare, and only then switch over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import QueryTimeoutError, ValidationError
from ..site import Site
from ..sql.columns import Table
from ..sql.database import Database
from ..sql.names import listed, quoted
from ..sql.problems import BadValue, DuplicateKey, NoConnection
from ..sql.stores import store_of
from .checksums import Content, content_of, filled
from .table_plan import planned_tables

Report = Callable[[str], None]


class MoveError(ValidationError):
    """The site was not moved; it stays as it was."""


def move_to_mariadb(
    site: Site,
    settings: Mapping[str, Any],
    administrator: Mapping[str, Any] | None = None,
    report: Report = print,
) -> dict[str, Content]:
    """Copy every table, compare counts and checksums, then let the site's settings name the new database.

    Gives the content of each table. Raises MoveError; until the very end nothing of the site is touched.
    The SQLite file stays where it is.
    """
    if site.config.db_type != "sqlite":
        raise MoveError(f"{site.name} is on {site.config.db_type} already")
    store = store_of(site.folder, {**site.config, **settings})
    _be_alone(site)
    try:
        store.create(administrator)
        target = store.connect(site.now)
        try:
            moved = _copy_all(site, target, report)
        except BaseException:
            target.close()
            store.drop()
            raise
        target.close()
    except (FileExistsError, NoConnection) as error:
        raise MoveError(str(error)) from error
    finally:
        site.close()
    site.save_config(**settings)
    report(
        f"{site.name} is on MariaDB now: {len(moved)} tables, {sum(one.rows for one in moved.values())} rows"
    )
    return moved


def _be_alone(site: Site) -> None:
    site.close()
    try:
        site.use(site.store.connect_alone(site.now))
    except QueryTimeoutError as error:
        raise MoveError(f"{site.name} is in use: stop the server and its worker first") from error


def _copy_all(site: Site, target: Database, report: Report) -> dict[str, Content]:
    with site.session() as session:
        source = session.db
        source.begin()
        tables = planned_tables(source)
        done = {}
        for number, table in enumerate(tables, 1):
            content = done[table.name] = _move_table(source, target, table)
            report(f"[{number}/{len(tables)}] {table.name}: {content.rows} rows, {content.checksum}")
        source.rollback()
    return done


def _move_table(source: Database, target: Database, table: Table) -> Content:
    columns = {name: table.columns[name] for name in source.columns_of(table.name)}
    target.tables.create(table)
    try:
        _copy_rows(source, target, table, list(columns))
    except DuplicateKey as error:
        raise MoveError(
            f"{table.name}: {error}. Texts that SQLite tells apart count as one here (accents, trailing "
            "blanks, rare characters); --db-collation utf8mb4_unicode_520_nopad_ci tells more of them apart"
        ) from error
    except BadValue as error:
        raise MoveError(f"{table.name}: {error}") from error
    before, after = (content_of(db, table.name, columns) for db in (source, target))
    if before != after:
        raise MoveError(f"{table.name} differs after the copy: {before} before, {after} after")
    return after


def _copy_rows(source: Database, target: Database, table: Table, names: list[str]) -> None:
    kinds = [table.columns[name] for name in names]
    target.begin()
    for rows in source.stream(f"SELECT {listed(names)} FROM {quoted(table.name)}"):
        full = [tuple(filled(value, kind) for value, kind in zip(row, kinds, strict=True)) for row in rows]
        target.insert(table.name, names, full)
    target.commit()
