"""Tables that no DocType describes: counters, settings, secrets, sessions."""

from __future__ import annotations

from .. import machines
from ..sql.columns import DATETIME, FLAG, ColumnType, Index, Table, varchar
from ..sql.database import Database

SHORT = varchar(exact=True)
LONG = ColumnType("longtext", exact=True)
TEXT = ColumnType("text", exact=True)


def _key(length: int = 140) -> ColumnType:
    return varchar(length, required=True, exact=True)


PLAIN_TABLES = (
    Table("tabSeries", {"name": _key(100), "current": FLAG}, ("name",), compact=True),
    Table(
        "tabSingles",
        {"doctype": varchar(255, exact=True), "field": varchar(255, exact=True), "value": LONG},
        indexes=(Index("", "doctype", ("doctype", "field")),),
    ),
    Table(
        "tabDefaultValue",
        {
            "name": _key(),
            "creation": DATETIME,
            "modified": DATETIME,
            "modified_by": SHORT,
            "owner": SHORT,
            "docstatus": FLAG,
            "idx": FLAG,
            "parent": SHORT,
            "parentfield": SHORT,
            "parenttype": SHORT,
            "defkey": SHORT,
            "defvalue": LONG,
        },
        ("name",),
        (Index("", "parent", ("parent", "defkey")),),
    ),
    Table(
        "__Auth",
        {
            "doctype": _key(),
            "name": varchar(255, required=True),
            "fieldname": _key(),
            "password": TEXT,
            "encrypted": FLAG,
        },
        ("doctype", "name", "fieldname"),
    ),
    Table(
        "__global_search",
        {
            "doctype": _key(),
            "name": _key(),
            "title": varchar(),
            "content": ColumnType("longtext"),
            "route": varchar(exact=True),
            "published": FLAG,
        },
        ("doctype", "name"),
    ),
    Table(
        "__UserSettings",
        {"user": _key(180), "doctype": _key(180), "data": LONG},
        ("user", "doctype"),
    ),
    Table(
        "tabSessions",
        {
            "sid": _key(255),
            "user": varchar(255, exact=True),
            "sessiondata": LONG,
            "ipaddress": varchar(100, exact=True),
            "lastupdate": DATETIME,
            "status": varchar(20, exact=True),
        },
        ("sid",),
        (Index("", "user", ("user",)),),
        compact=True,
    ),
    machines.table(),
)


def make_plain_tables(db: Database) -> None:
    """Make those of these tables that a later version brought."""
    for table in PLAIN_TABLES:
        if not db.has_table(table.name):
            db.tables.create(table)
