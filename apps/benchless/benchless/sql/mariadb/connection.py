"""Opening a connection to a MariaDB server, with the values as the engine wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pymysql
from pymysql.constants import FIELD_TYPE
from pymysql.converters import encoders

from ..problems import NoConnection

COLLATION = "utf8mb4_unicode_ci"
# How long a statement waits for a row that another transaction holds.
LOCK_WAIT = 30
SETTINGS = (
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    f"SET SESSION innodb_lock_wait_timeout={LOCK_WAIT}, lock_wait_timeout={LOCK_WAIT}",
    "SET SESSION sql_mode='STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
    "SET SESSION group_concat_max_len=1048576",
)


class Address(NamedTuple):
    """Where a site's database is, and who may use it."""

    name: str
    user: str
    password: str
    host: str = "127.0.0.1"
    port: int = 3306
    socket: str | None = None
    collation: str = COLLATION


def address_of(config: Mapping[str, Any]) -> Address:
    """The address in a site's settings: `db_name`, `db_user`, `db_password`, `db_host`, `db_port` …

    As in Frappe, the user is called like the database when no name is given.
    """
    name = str(config.get("db_name") or "")
    if not name:
        raise ValueError("db_name is missing in the site's settings")
    return Address(
        name,
        str(config.get("db_user") or name),
        str(config.get("db_password") or ""),
        str(config.get("db_host") or "127.0.0.1"),
        int(config.get("db_port") or 3306),
        config.get("db_socket") or config.get("socket") or None,
        str(config.get("db_collation") or COLLATION),
    )


def _text_of_time(text: str) -> str:
    """`09:05:07.000000` → `09:05:07`."""
    return text[:-7] if text.endswith(".000000") else text


def _number_of_bits(data: bytes) -> int:
    return int.from_bytes(data, "big")


READERS: dict[Any, Callable[[Any], Any]] = {
    FIELD_TYPE.TINY: int,
    FIELD_TYPE.SHORT: int,
    FIELD_TYPE.LONG: int,
    FIELD_TYPE.INT24: int,
    FIELD_TYPE.LONGLONG: int,
    FIELD_TYPE.YEAR: int,
    FIELD_TYPE.FLOAT: float,
    FIELD_TYPE.DOUBLE: float,
    FIELD_TYPE.DECIMAL: float,
    FIELD_TYPE.NEWDECIMAL: float,
    FIELD_TYPE.TIME: _text_of_time,
    FIELD_TYPE.BIT: _number_of_bits,
}


def connect(address: Address, now: Callable[[], datetime]) -> pymysql.Connection[Any]:
    """A connection in autocommit; `now` gives the site's wall clock, so that NOW() tells the site's time."""
    settings = [*SETTINGS, f"SET SESSION time_zone='{offset(now())}'"]
    return _open(address, settings, address.name, READERS)


def connect_bare(address: Address, database: str | None = None) -> pymysql.Connection[Any]:
    """A connection that may stand in no database at all, and that hands all values over as texts."""
    return _open(address, [], database, {})


def _open(
    address: Address, settings: list[str], database: str | None, readers: dict[Any, Any]
) -> pymysql.Connection[Any]:
    place: dict[str, Any] = {"host": address.host, "port": address.port}
    if address.socket:
        place = {"unix_socket": address.socket}
    try:
        connection = pymysql.connect(
            user=address.user,
            password=address.password,
            database=database,
            charset="utf8mb4",
            collation=address.collation,
            autocommit=True,
            connect_timeout=10,
            conv={**encoders, **readers},
            **place,
        )
    except pymysql.MySQLError as error:
        raise NoConnection(f"MariaDB: {error.args[-1]}", error.args[0]) from error
    with connection.cursor() as cursor:
        for setting in settings:
            cursor.execute(setting)
    return connection


def offset(local: datetime) -> str:
    """`+08:00` of a wall clock."""
    minutes = round((local - datetime.now(UTC).replace(tzinfo=None)) / timedelta(minutes=1))
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
