"""A backup made while people work comes back whole, on this machine and on a new one."""

from pathlib import Path

from tests.support import models, sites
from tests.support.client import Client
from tests.support.served import Served
from tools import server

TEXT = "章程第一条：本会坚持中国共产党的领导。".encode()


def fill(admin: Client) -> tuple[str, str]:
    """A document and a private file."""
    models.make(admin)
    name = admin.insert(models.CASE, **models.case("kept"))["name"]
    answer = admin.post("/api/method/upload_file", data={"is_private": 1}, files={"file": ("章程.txt", TEXT)})
    return name, admin.expect(answer)["message"]["file_url"]


def test_a_backup_comes_back(place: Path) -> None:
    with Served(place) as served, Client(served.address) as admin:
        name, file_url = fill(admin)
        archive = server.call("backup", "--site", sites.SITE, sites=place).strip().splitlines()[-1]
        admin.change(models.CASE, name, title="changed afterwards")
        admin.insert(models.CASE, **models.case("made afterwards"))
    server.call("restore", archive, "--site", sites.SITE, sites=place)
    with Served(place) as served, Client(served.address) as admin:
        assert [row["title"] for row in admin.rows(models.CASE, "title")] == ["kept"]
        assert len(admin.read(models.CASE, name)["lines"]) == models.LINES
        assert admin.get(file_url).content == TEXT


def test_a_backup_comes_back_on_a_new_machine(place: Path, tmp_path: Path) -> None:
    with Served(place) as served, Client(served.address) as admin:
        name, file_url = fill(admin)
        archive = server.call("backup", "--site", sites.SITE, sites=place).strip().splitlines()[-1]
    elsewhere = sites.copy(sites.template(), tmp_path / "new-machine")
    server.call("restore", archive, "--site", sites.SITE, sites=elsewhere)
    with Served(elsewhere) as served, Client(served.address) as admin:
        assert admin.read(models.CASE, name)["title"] == "kept"
        assert admin.get(file_url).content == TEXT
