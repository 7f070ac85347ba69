"""Which statements SQLite plans once, and which anew for every value."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from benchless.sql.sqlite.database import SqliteDatabase

PLANS = [
    ("`name` LIKE ?", ("ab%",), "SEARCH"),
    ("`name` LIKE ?", ("%ab%",), "SCAN"),
    ("`name` LIKE ?", ("ab",), "SCAN"),
    ("`name` LIKE ? OR `owner` LIKE ?", ("ab%", "ab%"), "SCAN"),
    ("`name` = ?", ("ab",), "SEARCH"),
    ("`name` > ?", ("ab",), "SEARCH"),
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    found = SqliteDatabase(tmp_path / "plans.db", datetime.now)
    found.execute("CREATE TABLE `tabThing` (`name` TEXT COLLATE NOCASE PRIMARY KEY, `owner` TEXT)")
    found.commit()
    yield found
    found.close()


@pytest.mark.parametrize(("where", "values", "plan"), PLANS)
def test_a_beginning_finds_its_index(database, where, values, plan):
    text = f"EXPLAIN QUERY PLAN SELECT `name` FROM `tabThing` WHERE {where}"
    for _again in range(2):
        assert database.rows(text, values)[0][3].startswith(plan)


def test_other_statements_keep_their_plan(database):
    def kept() -> int:
        return database.connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, -1)

    assert kept() == 1
    database.rows("SELECT 1 FROM `tabThing` WHERE `name` LIKE ?", ("ab%",))
    assert kept() == 1
