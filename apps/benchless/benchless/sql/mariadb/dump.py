"""A database as one SQL file and back: every statement is one line, so that any client can read it too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, Any

import pymysql
from pymysql.converters import escape_bytes, escape_string

from ..names import listed, quoted

ROWS = 500
HEAD = (
    "SET NAMES utf8mb4",
    "SET FOREIGN_KEY_CHECKS=0",
    "SET UNIQUE_CHECKS=0",
    "SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'",
)


def write(connection: pymysql.Connection[Any], path: Path) -> None:
    """Copy all tables as they were at one moment; others go on writing."""
    with connection.cursor() as cursor, path.open("w", encoding="utf-8") as file:
        cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
        for line in HEAD:
            file.write(f"{line};\n")
        for table in _tables(cursor):
            _write_table(connection, table, file)
        cursor.execute("COMMIT")


def _tables(cursor: pymysql.cursors.Cursor) -> list[str]:
    cursor.execute("SHOW FULL TABLES WHERE Table_type='BASE TABLE'")
    return [row[0] for row in cursor.fetchall()]


def _write_table(connection: pymysql.Connection[Any], table: str, file: IO[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW CREATE TABLE {quoted(table)}")
        found = cursor.fetchone()
        made = re.sub(r"\s*\n\s*", " ", found[1] if found else "")
        file.write(f"DROP TABLE IF EXISTS {quoted(table)};\n{made};\n")
        cursor.execute(f"SHOW COLUMNS FROM {quoted(table)}")
        columns = listed([row[0] for row in cursor.fetchall()])
    head = f"INSERT INTO {quoted(table)} ({columns}) VALUES "
    with connection.cursor(pymysql.cursors.SSCursor) as cursor:
        cursor.execute(f"SELECT {columns} FROM {quoted(table)}")
        while rows := cursor.fetchmany(ROWS):
            file.write(head + ",".join(_row(row) for row in rows) + ";\n")


def _row(row: tuple[Any, ...]) -> str:
    return "(" + ",".join(map(_literal, row)) + ")"


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return escape_bytes(value)
    if isinstance(value, int | float):
        return repr(value)
    return f"'{escape_string(str(value))}'"


def empty(cursor: pymysql.cursors.Cursor) -> None:
    """Take all tables away."""
    cursor.execute("SET FOREIGN_KEY_CHECKS=0")
    for table in _tables(cursor):
        cursor.execute(f"DROP TABLE {quoted(table)}")


def read(connection: pymysql.Connection[Any], path: Path) -> None:
    """Put the tables of a file in place of all that are there."""
    with connection.cursor() as cursor, _opened(path) as file:
        empty(cursor)
        cursor.execute("SET autocommit=0")
        for line in file:
            if line.strip():
                cursor.execute(line.rstrip().removesuffix(";"))
        cursor.execute("COMMIT")


def _opened(path: Path) -> IO[str]:
    return path.open(encoding="utf-8")
