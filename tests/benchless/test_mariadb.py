"""What only the MariaDB side has to get right: layouts, changes of tables inside transactions, locks."""

import threading
import time
from collections.abc import Iterator
from datetime import datetime

import frappe
import pymysql
import pytest

from benchless.errors import QueryDeadlockError, QueryTimeoutError
from benchless.setup.new_site import create_site
from benchless.site import Site
from benchless.sql import problems
from benchless.sql.columns import ColumnType, Index, Table, varchar
from benchless.sql.mariadb.database import MariadbDatabase
from tests.support import databases
from tools import machine

pytestmark = pytest.mark.skipif(
    machine.database() is None, reason="no mariadbd (Debian package: mariadb-server)"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site on MariaDB, whatever the other tests run on."""
    site = create_site(
        tmp_path_factory.mktemp("maria") / "test.localhost",
        "admin",
        lambda _line: None,
        settings=databases.settings("mariadb"),
        administrator=databases.ROOT,
    )
    yield site
    site.close()


@pytest.fixture
def db(place: Site) -> Iterator[MariadbDatabase]:
    """A connection of its own."""
    connection = place.store.connect(place.now)
    assert isinstance(connection, MariadbDatabase)
    yield connection
    connection.close()


@pytest.fixture
def other(place: Site) -> Iterator[MariadbDatabase]:
    """Somebody else's."""
    connection = place.store.connect(place.now)
    assert isinstance(connection, MariadbDatabase)
    yield connection
    connection.close()


@pytest.fixture
def table(db: MariadbDatabase) -> Iterator[str]:
    """Two rows to fight over."""
    columns = {"name": varchar(required=True), "n": ColumnType("int"), "word": varchar(10)}
    db.tables.create(Table("fight", columns, ("name",), (Index("unique", "word", ("word",), True),)))
    db.insert("fight", ["name", "n", "word"], [("a", 1, "x"), ("b", 1, "y")])
    db.commit()
    yield "fight"
    db.rollback()
    db.tables.drop("fight")


# layouts ------------------------------------------------------------------------------------

LAYOUT = {
    "name": "varchar(140)", "creation": "datetime(6)", "modified": "datetime(6)",
    "modified_by": "varchar(140)", "owner": "varchar(140)", "docstatus": "int(11)", "idx": "int(11)",
    "_user_tags": "text", "_comments": "text", "_assign": "text", "_liked_by": "text",
    "d": "varchar(140)", "long_d": "varchar(500)", "l": "varchar(140)", "s": "varchar(140)", "c": "int(1)",
    "i": "int(11)", "f": "decimal(21,9)", "m": "decimal(21,9)", "p": "decimal(21,9)",
    "r": "decimal(3,2)", "du": "decimal(21,9)", "da": "date", "dt": "datetime(6)", "ti": "time(6)",
    "st": "text", "t": "text", "lt": "longtext", "te": "longtext", "co": "longtext", "j": "longtext",
    "pw": "text", "at": "text", "ro": "varchar(140)", "ph": "varchar(140)", "col": "varchar(140)",
}  # fmt: skip
TYPES = {
    "d": "Data", "long_d": "Data", "l": "Link", "s": "Select", "c": "Check", "i": "Int",
    "f": "Float", "m": "Currency", "p": "Percent", "r": "Rating", "du": "Duration", "da": "Date",
    "dt": "Datetime", "ti": "Time", "st": "Small Text", "t": "Text", "lt": "Long Text", "te": "Text Editor",
    "co": "Code", "j": "JSON", "pw": "Password", "at": "Attach", "ro": "Read Only", "ph": "Phone",
    "col": "Color",
}  # fmt: skip


def test_tables_are_laid_out_as_frappes(place: Site) -> None:
    fields = [
        {
            "fieldname": name, "label": name, "fieldtype": kind, "unique": int(name == "d"),
            "options": {"Link": "User", "Select": "A"}.get(kind), "search_index": int(name == "s"),
            "length": 500 if name == "long_d" else 0,
        }
        for name, kind in TYPES.items()
    ]  # fmt: skip
    with place.session() as session:
        definition = {
            "doctype": "DocType",
            "name": "Every Kind",
            "module": "Custom",
            "custom": 1,
            "fields": fields,
        }
        frappe.get_doc({**definition, "permissions": [{"role": "System Manager", "read": 1}]}).insert()
        assert session.db.columns_of("tabEvery Kind") == LAYOUT
        indexes = session.db.tables.indexes("tabEvery Kind")
        assert indexes["PRIMARY"] == ("name",) and indexes["unique:d"] == ("d",)
        assert indexes["filter:s"][0] == "s" and ("modified",) in indexes.values()
        options = session.db.sql(
            "SELECT engine, table_collation FROM information_schema.tables WHERE table_name='tabEvery Kind'"
        )
        assert options == (("InnoDB", "utf8mb4_unicode_ci"),)
        assert session.db.tables.indexes("tabDocField")["parent"][0] == "parent"
        nullable = dict(session.db.sql(
            "SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name='tabEvery Kind'"
        ))  # fmt: skip
        assert {nullable[name] for name in ("name", "docstatus", "c", "i", "f", "m")} == {"NO"}
        assert {nullable[name] for name in ("d", "da", "lt", "du")} == {"YES"}


FOLLOWED = [
    (varchar(140), varchar(200), "varchar(200)", "1"),
    (varchar(140), varchar(10), "varchar(140)", "1"),
    (ColumnType("longtext"), varchar(140), "longtext", "1"),
    (varchar(140), ColumnType("longtext"), "longtext", "1"),
    (ColumnType("longtext"), ColumnType("text"), "longtext", "1"),
    (varchar(140), ColumnType("int", required=True, default=0), "int(11)", 1),
    (ColumnType("int"), ColumnType("bigint"), "bigint(20)", 1),
    (ColumnType("bigint"), ColumnType("int"), "bigint(20)", 1),
    (ColumnType("int"), ColumnType("decimal", required=True, default=0), "decimal(21,9)", 1),
    (ColumnType("int"), varchar(), "varchar(140)", "1"),
]


@pytest.mark.parametrize(("before", "after", "kind", "value"), FOLLOWED)
def test_changed_columns_keep_what_they_hold(
    db: MariadbDatabase, before: ColumnType, after: ColumnType, kind: str, value: object
) -> None:
    table = Table("followed", {"name": varchar(required=True), "v": before}, ("name",))
    db.tables.create(table)
    try:
        db.insert("followed", ["name", "v"], [("a", 1), ("b", None)])
        db.commit()
        db.tables.follow(table._replace(columns={**table.columns, "v": after, "new": varchar()}))
        assert db.columns_of("followed") == {"name": "varchar(140)", "v": kind, "new": "varchar(140)"}
        empty = 0 if after.required else None
        assert db.rows("SELECT v FROM followed ORDER BY name") == [(value,), (empty,)]
    finally:
        db.rollback()
        db.tables.drop("followed")


def test_names_of_indexes_are_cut(db: MariadbDatabase, table: str) -> None:
    name = "filter:" + "very_" * 20
    db.tables.create_index(table, name, ["n"])
    db.tables.create_index(table, name, ["n"])
    assert [len(one) for one in db.tables.indexes(table) if one.startswith("filter:")] == [63]


# transactions -------------------------------------------------------------------------------


def test_a_change_of_tables_keeps_the_points(db: MariadbDatabase, table: str) -> None:
    """MariaDB ends the transaction there; what comes after can still be undone."""
    with pytest.raises(ZeroDivisionError), db.attempt():
        db.execute("UPDATE fight SET n=2 WHERE name=?", ("a",))
        db.sql_ddl("ALTER TABLE fight ADD COLUMN extra int")
        db.execute("UPDATE fight SET n=3 WHERE name=?", ("b",))
        raise ZeroDivisionError
    assert db.in_transaction
    assert db.rows("SELECT name, n FROM fight ORDER BY name") == [("a", 2), ("b", 1)]


def test_reads_see_what_others_commit(db: MariadbDatabase, other: MariadbDatabase, table: str) -> None:
    db.begin()
    assert db.rows("SELECT n FROM fight WHERE name='a'") == [(1,)]
    other.execute("UPDATE fight SET n=9 WHERE name='a'")
    assert db.rows("SELECT n FROM fight WHERE name='a'") == [(1,)]
    other.commit()
    assert db.rows("SELECT n FROM fight WHERE name='a'" + db.locking) == [(9,)]


def test_a_locked_row_is_waited_for(db: MariadbDatabase, other: MariadbDatabase, table: str) -> None:
    db.begin()
    db.rows("SELECT n FROM fight WHERE name='a'" + db.locking)
    other.execute("SET SESSION innodb_lock_wait_timeout=1")
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError):
        other.execute("UPDATE fight SET n=5 WHERE name='a'")
    assert 0.9 < time.monotonic() - begun < 5
    other.execute("UPDATE fight SET n=5 WHERE name='b'")  # another row is free
    other.rollback()


def test_one_of_two_that_wait_for_each_other_is_told(
    db: MariadbDatabase, other: MariadbDatabase, table: str
) -> None:
    outcomes: list[object] = []
    barrier = threading.Barrier(2)

    def work(connection: MariadbDatabase, first: str, second: str) -> None:
        connection.execute("UPDATE fight SET n=n+1 WHERE name=?", (first,))
        barrier.wait(20)
        try:
            with connection.attempt():
                connection.execute("UPDATE fight SET n=n+1 WHERE name=?", (second,))
            connection.commit()
            outcomes.append("done")
        except QueryDeadlockError:
            with pytest.raises(QueryDeadlockError):
                connection.execute("UPDATE fight SET n=100")
            connection.rollback()
            outcomes.append("undone")

    threads = [
        threading.Thread(target=work, args=(db, "a", "b")),
        threading.Thread(target=work, args=(other, "b", "a")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["done", "undone"]
    assert db.rows("SELECT n FROM fight") == [(2,), (2,)]


def test_swallowed_deadlock_is_not_committed(db: MariadbDatabase, table: str) -> None:
    """An app that catches everything must not commit the second half of its work."""
    db.begin()
    db._broken = RuntimeError("as after error 1213")
    with pytest.raises(QueryDeadlockError):
        db.commit()
    db.execute("UPDATE fight SET n=7")
    db.commit()
    assert db.rows("SELECT n FROM fight") == [(7,), (7,)]


def test_a_lost_connection_comes_back_with_the_next_session(
    db: MariadbDatabase, other: MariadbDatabase
) -> None:
    other.rows("SELECT 1")
    number = other.connection.thread_id()
    with pymysql.connect(unix_socket=db.address.socket, user="root") as root, root.cursor() as cursor:
        cursor.execute(f"KILL {number}")
    time.sleep(0.2)
    assert other.data_version() == db.data_version()
    assert other.rows("SELECT 1") == [(1,)]


# errors, values -----------------------------------------------------------------------------

ERRORS = [
    ("INSERT INTO fight (name) VALUES ('a')", problems.DuplicateKey, "name"),
    ("INSERT INTO fight (name, word) VALUES ('c', 'x')", problems.DuplicateKey, "word"),
    ("UPDATE fight SET word='x' WHERE name='b'", problems.DuplicateKey, "word"),
    ("INSERT INTO `fight` (name, word) VALUES ('c', 'X')", problems.DuplicateKey, "word"),
    ("INSERT INTO fight (name, word) VALUES ('c', 'longer than ten')", problems.BadValue, None),
    ("INSERT INTO fight (name, n) VALUES ('c', 99999999999)", problems.BadValue, None),
    ("INSERT INTO fight (name, n) VALUES ('c', 'many')", problems.BadValue, None),
    ("SELECT nothing FROM fight", problems.UnknownColumn, None),
    ("SELECT 1 FROM nowhere", problems.UnknownTable, None),
    ("SELEC 1", problems.BadStatement, None),
]


@pytest.mark.parametrize(("statement", "kind", "column"), ERRORS)
def test_errors_have_the_engines_names(
    db: MariadbDatabase, table: str, statement: str, kind: type[problems.DatabaseProblem], column: str | None
) -> None:
    with pytest.raises(kind) as caught:
        db.execute(statement)
    assert column is None or getattr(caught.value, "column", None) == column


def test_now_is_the_sites_time(place: Site, db: MariadbDatabase) -> None:
    shown = datetime.fromisoformat(db.rows("SELECT CAST(NOW() AS CHAR)")[0][0])
    assert abs((shown - place.now()).total_seconds()) < 5


def test_nothing_but_sql_and_schema_knows_the_database(place: Site) -> None:
    """`db_type` and the store are the only places where the two differ."""
    with place.session() as session:
        assert session.db.db_type == frappe.db.db_type == "mariadb"
        assert frappe.db.sql("SELECT VERSION()")[0][0].startswith("1")


def test_a_site_that_could_not_be_made_leaves_no_settings(tmp_path) -> None:
    chosen = {**databases.settings("mariadb"), "db_socket": str(tmp_path / "nobody")}
    with pytest.raises(problems.NoConnection):
        create_site(tmp_path / "x.localhost", "admin", print, settings=chosen, administrator=databases.ROOT)
    assert not (tmp_path / "x.localhost" / "site_config.json").exists()
