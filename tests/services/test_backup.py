"""A backup made while people work comes back whole, on this machine and on a new one."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import frappe
import httpx
import pytest

from benchless.setup.backups import RestoreError, back_up, restore
from benchless.setup.checksums import content_of
from benchless.site import Site
from benchless.sql.columns import ColumnType
from tests.support import databases, models, sites
from tests.support.client import Client
from tests.support.served import Served
from tools import server

TEXT = "章程第一条：本会坚持中国共产党的领导。".encode()
SECRET = "a secret that only the site's key opens"


def fill(admin: Client) -> tuple[str, str]:
    """A document, a private file, a stored password."""
    models.make(admin)
    name = admin.insert(models.CASE, **models.case("kept"))["name"]
    answer = admin.post("/api/method/upload_file", data={"is_private": 1}, files={"file": ("章程.txt", TEXT)})
    hook = {"request_url": "https://example.org/x", "enable_security": 1, "webhook_secret": SECRET}
    admin.insert("Webhook", name="Kept", webhook_doctype="ToDo", webhook_docevent="on_trash", **hook)
    return name, admin.expect(answer)["message"]["file_url"]


def backup_of(place: Path, *words: str) -> str:
    return server.call("backup", "--site", sites.SITE, *words, sites=place).strip().splitlines()[-1]


def secret_of(place: Path) -> str:
    with opened(place) as site, site.session():
        return str(frappe.get_doc("Webhook", frappe.get_all("Webhook", pluck="name")[0]).get_password(
            "webhook_secret"))  # fmt: skip


@contextmanager
def opened(place: Path) -> Iterator[Site]:
    site = Site(place / sites.SITE)
    try:
        yield site
    finally:
        site.close()


def test_a_backup_comes_back(place: Path) -> None:
    with Served(place) as served, Client(served.address) as admin:
        name, file_url = fill(admin)
        archive = backup_of(place, "--with-files")
        admin.change(models.CASE, name, title="changed afterwards")
        admin.insert(models.CASE, **models.case("made afterwards"))
        later = admin.post("/api/method/upload_file", files={"file": ("later.txt", b"later")})
        later_url = admin.expect(later)["message"]["file_url"]
    server.call("restore", archive, "--site", sites.SITE, sites=place)
    with Served(place) as served, Client(served.address) as admin:
        assert [row["title"] for row in admin.rows(models.CASE, "title")] == ["kept"]
        assert len(admin.read(models.CASE, name)["lines"]) == models.LINES
        assert admin.get(file_url).content == TEXT
        assert admin.get(later_url).status_code == 404  # public, and of no row any more
    assert (place / sites.SITE / "private/backups/before/public/files/later.txt").read_bytes() == b"later"
    assert secret_of(place) == SECRET


def test_a_backup_comes_back_on_a_new_machine(place: Path, tmp_path: Path) -> None:
    with Served(place) as served, Client(served.address) as admin:
        name, file_url = fill(admin)
        archive = backup_of(place, "--backup-path", str(tmp_path / "away"))
    assert Path(archive).parent == tmp_path / "away"
    elsewhere = sites.copy(sites.template(), tmp_path / "new-machine")
    server.call(
        "restore", archive, "--site", sites.SITE, "--admin-password", "another-Word-9", sites=elsewhere
    )
    assert everything(place) == everything(elsewhere)
    with Served(elsewhere) as served, Client(served.address, password="another-Word-9") as admin:
        assert admin.read(models.CASE, name)["title"] == "kept"
        assert admin.get(file_url).content == TEXT
    assert secret_of(elsewhere) == SECRET


def everything(place: Path) -> dict[str, Any]:
    """Rows and checksum of every table, and the hash of every file."""
    found: dict[str, Any] = {}
    with opened(place) as site, site.session() as session:
        for table in session.db.tables.names():
            if not table.startswith("sqlite_") and table not in ("__machine", "__Auth"):
                columns = dict.fromkeys(session.db.tables.columns(table), ColumnType("longtext"))
                found[table] = content_of(session.db, table, columns)
        found["__Auth"] = session.db.rows("SELECT COUNT(*) FROM `__Auth`")[0][0]
    for part in ("public/files", "private/files"):
        for path in sorted((place / sites.SITE / part).rglob("[!.]*")):
            if path.is_file() and "/." not in str(path):
                found[f"{part}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


# while people work ----------------------------------------------------------------------------


class Crowd:
    """People who make documents with files, and take some away again, until they are told to stop."""

    def __init__(self, address: str, people: int = 3):
        self.over, self.troubles, self.made = threading.Event(), [], 0
        self.threads = [threading.Thread(target=self._work, args=(address, n)) for n in range(people)]

    def __enter__(self) -> Crowd:
        for thread in self.threads:
            thread.start()
        deadline = time.monotonic() + 60
        while self.made < len(self.threads) and time.monotonic() < deadline:
            time.sleep(0.05)  # until everybody has logged in
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(60)

    def _work(self, address: str, number: int) -> None:
        chance = random.Random(number)
        with Client(address) as person:
            turn = 0
            while not self.over.is_set():
                turn += 1
                try:
                    self._one(person, f"{number}-{turn}", chance)
                except (AssertionError, httpx.HTTPError) as error:
                    self.troubles.append(error)

    def _one(self, person: Client, title: str, chance: random.Random) -> None:
        name = person.insert(models.CASE, **models.case(title))["name"]
        sent = {"doctype": models.CASE, "docname": name, "is_private": chance.choice("01")}
        content = title.encode() * chance.randint(1, 5000)
        person.expect(person.post("/api/method/upload_file", data=sent, files={"file": ("f.txt", content)}))
        self.made += 1
        if chance.random() < 0.4:
            assert person.delete(person.path(models.CASE, name)).status_code == 202


def test_backups_made_while_people_write_are_whole(place: Path, tmp_path: Path) -> None:
    with Served(place) as served, Client(served.address) as admin:
        fill(admin)
        with Crowd(served.address) as crowd:
            archives = []
            while len(archives) < 3:
                before = crowd.made
                archives.append(backup_of(place))
                assert crowd.made > before, "nobody could write during the backup"
        assert crowd.troubles == []
    assert len(set(archives)) == 3
    counts = [whole(archive, tmp_path / str(number)) for number, archive in enumerate(archives)]
    assert counts == sorted(counts) and counts[0] > 0


def whole(archive: str, folder: Path) -> int:
    """Restored, every document has its rows, every File its content; gives the number of files."""
    place = sites.copy(sites.template(), folder)
    server.call("restore", archive, "--site", sites.SITE, sites=place)
    with opened(place) as site, site.session() as session:
        rows = session.db.rows(f"SELECT parent, COUNT(*) FROM `tab{models.LINE}` GROUP BY parent")
        names = frappe.get_all(models.CASE, pluck="name")
        assert dict(rows) == dict.fromkeys(names, models.LINES)
        files = frappe.get_all(
            "File", {"is_folder": 0}, ["file_url", "content_hash", "attached_to_name", "attached_to_doctype"]
        )
        for file in files:
            kept = site.path(*("private" if "private" in file.file_url else "public", "files"))
            content = (kept / file.file_url.rsplit("/", 1)[-1]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file.content_hash
            assert file.attached_to_doctype != models.CASE or file.attached_to_name in names
        highest = max(int(name.rsplit("-", 1)[-1]) for name in names)
        assert session.db.rows("SELECT current FROM tabSeries WHERE name='CASE-'")[0][0] >= highest
    assert secret_of(place) == SECRET
    return len(files)


# when it is killed ----------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["", "/content/private/files/*", "/whole.tar.gz"])
def test_a_killed_backup_leaves_nothing_half(place: Path, tmp_path: Path, moment: str) -> None:
    backups = place / sites.SITE / "private/backups"
    large = place / sites.SITE / "private/files/large.bin"
    large.write_bytes(random.Random(1).randbytes(40_000_000))  # packing takes a while
    with Served(place) as served, Client(served.address) as admin:
        fill(admin)
        kill_at(place, backups, f".backup-*{moment}")
        assert list(backups.glob("[!.]*")) == []
        sent = admin.post("/api/method/upload_file", files={"file": ("gone.txt", b"to be deleted")})
        file = admin.expect(sent)["message"]
        assert admin.delete(admin.path("File", file["name"])).status_code == 202
        assert not (place / sites.SITE / "public" / file["file_url"][1:]).exists()
        large.unlink()
        archive = backup_of(place)
    assert [path.name for path in backups.iterdir()] == [Path(archive).name]
    assert whole(archive, tmp_path / "again") == 1


def kill_at(place: Path, backups: Path, moment: str) -> None:
    """SIGKILL as soon as a file of this pattern is there."""
    with subprocess.Popen(server.command("backup", "--site", sites.SITE, sites=place),
                          env=server.variables(), stdout=subprocess.DEVNULL) as backup:  # fmt: skip
        while not any(backups.glob(moment)):
            assert backup.poll() is None, "it has finished already"
            time.sleep(0.002)
        backup.kill()
    assert backup.returncode == -9


# what is refused ------------------------------------------------------------------------------


def cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-2000])


def other_database(archive: Path) -> None:
    """As if it came from the other kind."""
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(__file__, "database/site.other")


def another_file(archive: Path) -> None:
    archive.write_text("no archive")


@pytest.mark.parametrize("spoil", [cut, other_database, another_file])
def test_what_cannot_be_restored_touches_nothing(place: Path, spoil: Any) -> None:
    with opened(place) as site:
        (site.path("private/files") / "kept.txt").write_bytes(TEXT)
        archive = back_up(site)
        before = everything(place)
        spoil(archive)
        with pytest.raises(RestoreError):
            restore(site, archive)
    assert everything(place) == before


def test_a_site_that_serves_is_not_restored(place: Path) -> None:
    with opened(place) as site:
        archive = back_up(site)
    with Served(place, workers=1) as served:
        httpx.get(f"{served.address}/api/method/ping")
        words = server.command("restore", str(archive), "--site", sites.SITE, sites=place)
        ended = subprocess.run(words, env=server.variables(), capture_output=True, text=True, timeout=60)
        assert (ended.returncode, "is in use" in ended.stderr) == (1, True)
        with Client(served.address) as admin:
            assert admin.rows("User")


@pytest.mark.skipif(databases.ON_MARIADB, reason="a broken file is SQLite's; a MariaDB server mends its own")
def test_a_broken_database_is_replaced(place: Path) -> None:
    with opened(place) as site:
        archive = back_up(site)
        before = everything(place)
    for path in (place / sites.SITE / "database").glob("site.db*"):
        path.write_bytes(b"broken" * 1000)
    with opened(place) as site:
        restore(site, archive)
    assert everything(place) == before


def test_a_backup_holds_no_marks_no_half_files_and_may_leave_files_out(place: Path) -> None:
    with opened(place) as site:
        for name in ("kept.txt", ".half.part", ".machines/mark"):
            path = site.path("private/files") / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(TEXT)
        listed = [names_in(back_up(site)), names_in(back_up(site, with_files=False))]
        left = [path.name for path in site.path("private/backups").iterdir() if path.name.startswith(".")]
    assert "private/files/kept.txt" in listed[0] and left == []
    assert not [name for name in listed[0] if "/." in name]
    assert [name for name in listed[1] if "files" in name] == []
    assert json.loads((place / sites.SITE / "site_config.json").read_text())["encryption_key"]


def names_in(archive: Path) -> list[str]:
    with tarfile.open(archive) as tar:
        return tar.getnames()
