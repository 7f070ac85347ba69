"""MariaDB's SQL gives the same values on both databases: MariaDB is asked for the answers."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from benchless.sql.columns import ColumnType, Index, Table, varchar
from benchless.sql.database import Database
from benchless.sql.mariadb.store import MariadbStore
from benchless.sql.problems import BadStatement, NotOnSQLite
from benchless.sql.sqlite.store import SqliteStore
from tests.benchless.test_sql_dialect import ROWS, VALUES
from tests.support import databases
from tools import machine

pytestmark = pytest.mark.skipif(
    machine.database() is None, reason="no mariadbd (Debian package: mariadb-server)"
)
ZONE = ZoneInfo("Asia/Shanghai")
INT, TEXT, DECIMAL = ColumnType("int"), ColumnType("longtext"), ColumnType("decimal")
TABLES = (
    Table(
        "tabOrg",
        {
            "name": varchar(required=True),
            "region": varchar(),
            "kind": varchar(),
            "members": INT,
            "money": DECIMAL,
            "founded": ColumnType("date"),
            "filed": ColumnType("datetime"),
            "opens": ColumnType("time"),
            "story": TEXT,
            "parent_org": varchar(),
        },
        ("name",),
        (Index("", "region", ("region",)),),
    ),
    Table("tabRegion", {"name": varchar(required=True), "title": varchar(), "rank": INT}, ("name",)),
    Table(
        "t", {"name": varchar(required=True), "a": INT, "b": INT, "d": varchar(), "s": varchar()}, ("name",)
    ),
    Table("u", {"name": varchar(required=True), "a": INT, "x": varchar()}, ("name",)),
)
ORGS = [
    (
        "O-1",
        "R1",
        "dance",
        12,
        10.5,
        "2024-01-31",
        "2024-01-31 10:20:30.500000",
        "09:00:00",
        "square dance for elders",
        None,
    ),
    ("O-2", "R1", "chess", 7, 0, "2024-02-29", "2024-02-29 00:00:00", "18:30:00", "chess and go", "O-1"),
    (
        "O-3",
        "R2",
        "dance",
        7,
        -3.25,
        "2023-12-31",
        "2023-12-31 23:59:59",
        None,
        "dance, sing; 备案 管理",
        "O-1",
    ),
    ("O-4", "R2", None, None, 1234567.891, None, None, "00:00:01", None, "O-3"),
    ("O-5", "R3", "Dance", 100, 0.005, "2020-02-29", "2020-02-29 08:00:00", "23:59:59", "", None),
    (
        "O-6",
        None,
        "music",
        3,
        99.995,
        "2024-12-30",
        "2024-12-30 12:00:00",
        "12:00:00",
        "It's 100% \\ done_",
        "O-9",
    ),
]
REGIONS = [("R1", "清河县", 1), ("R2", "柳林镇", 2), ("R9", "空", 9)]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    """The same tables with the same rows: MariaDB's, SQLite's."""
    chosen = databases.settings("mariadb")
    store = MariadbStore(chosen)
    store.create(databases.ROOT)
    small = SqliteStore(Path(tmp_path_factory.mktemp("both")) / "site.db", {})

    def now() -> datetime:
        return datetime.now(ZONE).replace(tzinfo=None)

    pair = store.connect(now), small.connect(now)
    for db in pair:
        fill(db)
    yield pair
    for db in pair:
        db.close()


def fill(db: Database) -> None:
    for table in TABLES:
        db.tables.create(table)
    db.insert("tabOrg", list(TABLES[0].columns), ORGS)
    db.insert("tabRegion", list(TABLES[1].columns), REGIONS)
    rows = [
        ("x", 1, 2, "2024-01-31", "aa"),
        ("y", 1, 5, "2024-02-29 10:00:00.500000", "bb"),
        ("z", 2, 7, None, "c%c"),
    ]
    db.insert("t", ["name", "a", "b", "d", "s"], rows)
    db.insert("u", ["name", "a", "x"], [("x", 9, "q"), ("y", 8, "r")])
    db.commit()


def lines(name: str) -> list[str]:
    """The lines of a file beside this one that are no remarks."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("--")]


def plain(value: Any) -> Any:
    """A value in the form in which an answer is read: numbers, texts."""
    if isinstance(value, Decimal | float):
        return float(value)
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, date | datetime):
        value = str(value)
    if isinstance(value, str) and value[-7:] == ".000000":
        return value[:-7]
    return value


def asked(db: Database, statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
    return [tuple(map(plain, row)) for row in db.sql(statement, values)]


def agree(ours: Any, theirs: Any) -> bool:
    """Equal; of a fraction as far as MariaDB shows digits: it cuts quotients and means of whole numbers."""
    if isinstance(ours, list | tuple):
        return len(ours) == len(theirs) and all(map(agree, ours, theirs))
    if isinstance(ours, float) and isinstance(theirs, float):
        digits = len(repr(theirs).partition(".")[2])
        return round(ours, digits) == theirs or abs(ours - theirs) <= abs(theirs) * 1e-12
    return bool(ours == theirs)


# Their values are those of the moment, or differ by the clock that the other test stops.
MOMENT = ("now(", "curdate", "current_", "from_unixtime", "unix_timestamp")
# A number keeps its zeros in MariaDB.
ZEROS = ("concat('a', 1, 2.0)",)
EXPRESSIONS = [
    text for text, _expected in VALUES if text not in ZEROS and not any(word in text for word in MOMENT)
]
EXPRESSIONS += lines("mariadb_expressions.sql")

# Not in MariaDB 10.11, or an order among equals.
ELSEWHERE = ("any_value", "force index (name)", "order by sum(b) / 2")
STATEMENTS = [
    *[text for text, _expected in ROWS if not any(word in text for word in ELSEWHERE)],
    *lines("mariadb_statements.sql"),
    "select /* a remark */ name -- another\nfrom tabOrg # and one more\norder by name limit 1",
]


@pytest.fixture(scope="module", autouse=True)
def _words(both: tuple[Database, Database]) -> None:
    both[0].sql_ddl("ALTER TABLE tabOrg ADD FULLTEXT INDEX words (story)")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression(both: tuple[Database, Database], expression: str) -> None:
    theirs, ours = (asked(db, f"select {expression}") for db in both)
    assert agree(ours, theirs), (ours, theirs)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_statement(both: tuple[Database, Database], statement: str) -> None:
    theirs, ours = (asked(db, statement) for db in both)
    assert agree(ours, theirs), (ours, theirs)


CHANGES = [
    "insert into u set name = 'n1', a = 3, x = 'it''s; (1, 2)'",
    "insert into u (name, a) values ('n2', 1), ('n3', 2)",
    "insert into u select name, a, s from t where name = 'z'",
    "insert ignore into u set name = 'x', a = 100",
    "replace into u set name = 'y', a = 80, x = 'new'",
    "replace into u (name, a, x) values ('y', 81, 'newer')",
    "insert into u (name, a) values ('x', 1) on duplicate key update a = a + values(a), x = 'both'",
    "update u set a = a * 2, x = concat(x, '!') where name in ('x', 'y')",
    "update u join t on t.name = u.name set u.a = t.b where t.a = 1",
    "update u set a = if(a > 50, 50, a) order by name limit 2",
    "delete from u where name like 'n%' limit 1",
    "delete u from u left join t on t.name = u.name where t.name is null",
    "delete from u where a in (select b from t)",
    "truncate table u",
]


@pytest.mark.parametrize("change", CHANGES)
def test_change(both: tuple[Database, Database], change: str) -> None:
    after = []
    for db in both:
        db.begin()
        db.sql(change)
        after.append(asked(db, "select name, a, x from u order by name"))
        db.rollback()
        refill(db)
    assert after[0] == after[1]


def refill(db: Database) -> None:
    """TRUNCATE cannot be undone on MariaDB."""
    db.sql("delete from u")
    db.insert("u", ["name", "a", "x"], [("x", 9, "q"), ("y", 8, "r")])
    db.commit()


WITH_VALUES = [
    ("select name from tabOrg where kind = %s and members > %s order by name", ("dance", 5)),
    ("select name from tabOrg where region in %s order by name", (["R1", "R3"],)),
    (
        "select name from tabOrg where region in %(regions)s and kind = %(kind)s",
        {"regions": ("R1",), "kind": "chess"},
    ),
    ("select name, %(note)s from tabOrg where name = %(name)s", {"note": "it's 100% \\ 'so'", "name": "O-1"}),
    ("select name from tabOrg where story like %s order by name", ("%dance%",)),
    ("select name from tabOrg where story like '%%dance%%' and members > %s order by name", (1,)),
    (
        "select date_format(founded, '%%Y') y from tabOrg where founded >= %s order by name",
        (date(2024, 1, 1),),
    ),
    ("select name from tabOrg where filed <= %s order by name", (datetime(2024, 1, 31, 10, 20, 30, 500000),)),
    ("select name from tabOrg where opens = %s", (timedelta(hours=9),)),
    ("select name from tabOrg where money = %s", (Decimal("10.5"),)),
    ("select name from tabOrg where members is not null and (members = 7) = %s order by name", (True,)),
    ("select %s, %s", (None, "")),
    ("select ifnull(kind, %s) k, count(*) from tabOrg group by k order by k", ("none",)),
]


@pytest.mark.parametrize(("statement", "values"), WITH_VALUES)
def test_values(both: tuple[Database, Database], statement: str, values: Any) -> None:
    theirs, ours = (asked(db, statement, values) for db in both)
    assert agree(ours, theirs), (ours, theirs)


def test_variables_live_as_long_as_the_connection(both: tuple[Database, Database]) -> None:
    for db in both:
        db.sql("set @from = 5, @word := 'a'")
        assert asked(db, "select @from + 1, @word, @nobody") == [(6, "a", None)]


REFUSED = [
    ("select * from tabOrg procedure analyse()", "PROCEDURE ANALYSE"),
    ("select name into outfile '/tmp/x' from tabOrg", "INTO OUTFILE"),
    ("select name into @x from tabOrg limit 1", "INTO @X"),
    ("load data infile 'x' into table tabOrg", "LOAD DATA"),
    ("lock tables tabOrg read", "LOCK TABLES"),
    ("select get_lock('a', 1)", "GET_LOCK"),
    ("select @@version", "@@VERSION"),
    ("show index from tabOrg", "SHOW"),
    ("call tidy()", "CALL"),
    ("select name from tabOrg limit 3 rows examined 5", "ROWS EXAMINED"),
    ("set session sql_mode = ''", "SET"),
]


@pytest.mark.parametrize(("statement", "construct"), REFUSED)
def test_what_cannot_be_done_is_named(
    both: tuple[Database, Database], statement: str, construct: str
) -> None:
    with pytest.raises(NotOnSQLite, match=re.escape(construct)):
        both[1].sql(statement)


def test_unknown_function_is_named(both: tuple[Database, Database]) -> None:
    with pytest.raises(BadStatement, match="spherical_thing"):
        both[1].sql("select spherical_thing(1)")


def test_tables_can_be_asked_for(both: tuple[Database, Database]) -> None:
    theirs, ours = ({row[0] for row in db.sql("show tables")} for db in both)
    assert theirs == ours
    theirs, ours = ([row[0] for row in db.sql("describe tabOrg")] for db in both)
    assert theirs == ours


DIFFERENT = {
    "'a' = 'a '": (1, 0),
    "'é' = 'e'": (1, 0),
    "concat(2.0)": ("2.0", "2"),
}


@pytest.mark.parametrize("expression", DIFFERENT)
def test_differences_that_stay(both: tuple[Database, Database], expression: str) -> None:
    """Named in docs/operations.md: accents and trailing blanks, zeros behind the point."""
    assert tuple(asked(db, f"select {expression}")[0][0] for db in both) == DIFFERENT[expression]
