"""The demo county moves from SQLite to MariaDB: every row arrives, or nothing happens at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pymysql
import pytest
from pymysql.converters import encoders

from benchless.setup.moving import MoveError, move_to_mariadb
from benchless.site import Site
from tests.support import databases, sites
from tests.support.client import Client
from tests.support.served import Served
from tools import machine, server
from tools.talk import Stop

pytestmark = [
    pytest.mark.skipif(machine.database() is None, reason="no mariadbd (Debian package: mariadb-server)"),
    pytest.mark.skipif(databases.ON_MARIADB, reason="the way begins on SQLite"),
]
UNUSUAL = {
    "emoji": "舞蹈队 😀👩‍👩‍👧 🇨🇳",
    "four bytes": "𠮷野家 𪚥 㙓䶮",
    "trailing blanks": "名称  ",
    "leading blanks": "  名称",
    "line ends": "一\r\n二\n三\t四",
    "quotes": """'"`\\ %s %% ? \\n""",
    "empty": "",
    "long": "长" * 70_000,
    "zero width": "\u200b\ufeff\u00a0",
}
MOMENT = "2024-02-29 23:59:59.999999"
NUMBERS = [0, 0.1, -0.000000001, 1234567.123456789, 99999999999.5, 1 / 3]


def plant(place: Path) -> None:
    """Rows that a careless copy would change."""
    connection = apsw.Connection(str(place / "database" / "site.db"))
    columns = "name, creation, modified, owner, title, content, public"
    insert = f"INSERT INTO `tabNote` ({columns}) VALUES (?,?,?,?,?,?,1)"
    for title, text in UNUSUAL.items():
        connection.execute(insert, (title, MOMENT, MOMENT, "Administrator", title, text))
    connection.execute(insert, ("nothing", None, None, None, None, None))
    connection.execute("ALTER TABLE `tabNote` ADD COLUMN forgotten TEXT")
    connection.execute("UPDATE `tabNote` SET forgotten = name || '?'")
    connection.execute("CREATE TABLE leftover (d DATE, m TIMESTAMP, t TIME, n REAL, i INTEGER, s TEXT)")
    for number in NUMBERS:
        row = ("2024-02-29", MOMENT, "23:59:59", round(number, 9), 2**40, "x")
        connection.execute("INSERT INTO leftover VALUES (?,?,?,?,?,?)", row)
    connection.execute("INSERT INTO leftover VALUES (NULL,NULL,NULL,NULL,NULL,NULL)")
    connection.execute("UPDATE `tabToDo` SET color = ?", ("c" * 500,))
    connection.close()


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sites.copy(sites.template(demo=True), tmp_path_factory.mktemp("sites"))


@pytest.fixture
def place(county: Path, tmp_path: Path) -> Path:
    sites.copy(county, tmp_path / "sites")
    return tmp_path / "sites" / sites.SITE


def settings() -> dict[str, Any]:
    return databases.settings("mariadb")


def reading(chosen: dict[str, Any]) -> pymysql.Connection:
    return pymysql.connect(
        unix_socket=chosen["db_socket"],
        user=chosen["db_user"],
        password=chosen["db_password"],
        database=chosen["db_name"],
        charset="utf8mb4",
        conv={**encoders, pymysql.constants.FIELD_TYPE.LONGLONG: int},
    )


def tables_of(connection: apsw.Connection) -> Iterator[str]:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'"):
        if not name.startswith("sqlite_"):
            yield name


def test_every_row_arrives_and_the_site_works(place: Path) -> None:
    plant(place)
    before = (place / "database" / "site.db").read_bytes()
    chosen, told = settings(), []
    moved = move_to_mariadb(Site(place), chosen, databases.ROOT, told.append)
    assert (place / "database" / "site.db").read_bytes() == before

    old = apsw.Connection(str(place / "database" / "site.db"), flags=apsw.SQLITE_OPEN_READONLY)
    with reading(chosen) as new, new.cursor() as cursor:
        for table in tables_of(old):
            cursor.execute(f"SELECT COUNT(*) FROM `{table}`")
            count = old.execute(f"SELECT COUNT(*) FROM `{table}`").get
            assert cursor.fetchone() == (count,) and moved[table].rows == count, table
        shown = "title, content, forgotten, CAST(creation AS CHAR)"
        cursor.execute(f"SELECT {shown} FROM tabNote WHERE title IS NOT NULL")
        notes = {row[0]: row[1:] for row in cursor.fetchall() if row[0] in UNUSUAL}
        assert notes == {title: (text, f"{title}?", MOMENT) for title, text in UNUSUAL.items()}
        cursor.execute("SELECT d, m, t, CAST(n AS DOUBLE), i, s FROM leftover WHERE i IS NOT NULL")
        rows = cursor.fetchall()
        assert {row[:3] for row in rows} == {("2024-02-29", MOMENT, "23:59:59.000000")}
        assert sorted(float(row[3]) for row in rows) == sorted(round(number, 9) for number in NUMBERS)
        assert {int(row[4]) for row in rows} == {2**40}
        cursor.execute("SELECT * FROM leftover WHERE i IS NULL")
        assert cursor.fetchone() == (None,) * 6
    assert any(line.endswith("rows") and "MariaDB" in line for line in told)
    _works(place)


def _works(place: Path) -> None:
    """The moved site serves what it served before, and new documents go on where the numbers stood."""
    with Served(place.parent, workers=1) as served, Client(served.address) as admin:
        assert admin.rows("CSO Organization", "name")
        note = admin.insert("Note", title="after the move", content="😀")
        assert admin.read("Note", note["name"])["content"] == "😀"


@pytest.mark.parametrize(
    "names",
    [("résumé", "resume"), ("same", "same  ")],
    ids=["accents", "blanks"],
)
def test_texts_that_become_one_stop_the_move(place: Path, names: tuple[str, str]) -> None:
    connection = apsw.Connection(str(place / "database" / "site.db"))
    for name in names:
        connection.execute("INSERT INTO `tabNote` (name, title) VALUES (?, ?)", (name, name))
    connection.close()
    config, chosen = (place / "site_config.json").read_text(), settings()
    with pytest.raises(MoveError, match="tabNote.*db-collation"):
        move_to_mariadb(Site(place), chosen, databases.ROOT, lambda _line: None)
    assert (place / "site_config.json").read_text() == config
    with reading(chosen) as new, new.cursor() as cursor:
        assert cursor.execute("SHOW TABLES") == 0
    with Site(place).session() as session:
        assert session.db.db_type == "sqlite" and session.db.has_table("tabNote")


def test_rare_characters_stay_apart_when_asked(place: Path) -> None:
    names = ("𠮷", "𠮶", "😀", "😁", "x", "x ")
    connection = apsw.Connection(str(place / "database" / "site.db"))
    for name in names:
        connection.execute("INSERT INTO `tabNote` (name, title) VALUES (?, ?)", (name, name))
    connection.close()
    chosen = {**settings(), "db_collation": "utf8mb4_unicode_520_nopad_ci"}
    site = Site(place)
    move_to_mariadb(site, chosen, databases.ROOT, lambda _line: None)
    with site.session() as session:
        assert [session.db.sql("SELECT name FROM tabNote WHERE name=%s", (name,)) for name in names] == [
            ((name,),) for name in names
        ]
    site.close()


def test_a_site_in_use_is_not_moved(place: Path) -> None:
    other = Site(place)
    other.database().rows("SELECT 1 FROM tabUser")
    with pytest.raises(MoveError, match="stop the server"):
        move_to_mariadb(Site(place), settings(), databases.ROOT, lambda _line: None)
    other.close()


def test_a_full_database_is_left_alone(place: Path) -> None:
    chosen = settings()
    store = Site(place)
    store.save_config(**chosen)
    store.store.create(databases.ROOT)
    with reading(chosen) as new, new.cursor() as cursor:
        cursor.execute("CREATE TABLE precious (a int)")
    store.save_config(db_type="sqlite")
    with pytest.raises(MoveError, match="not empty"):
        move_to_mariadb(Site(place), chosen, databases.ROOT, lambda _line: None)
    with reading(chosen) as new, new.cursor() as cursor:
        assert cursor.execute("SHOW TABLES") == 1


def test_the_command(tmp_path: Path) -> None:
    """As an administrator types it; a second time it says that there is nothing to do."""
    folder = sites.copy(sites.template(), tmp_path / "sites")
    words = databases.words("mariadb")
    told = server.call("move-to-mariadb", "--site", sites.SITE, *words, sites=folder)
    assert "tabUser: " in told and "is on MariaDB now" in told
    with Site(folder / sites.SITE).session() as session:
        assert session.db.db_type == "mariadb" and session.db.has_table("tabUser")
    with pytest.raises(Stop, match="on mariadb already"):
        server.call("move-to-mariadb", "--site", sites.SITE, *words, sites=folder)
