"""Two machines on one MariaDB: what is shared holds, and one that shares too little does not start."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import frappe
import httpx
import pytest

from benchless import machines
from benchless.jobs import scheduler
from benchless.jobs.worker import Worker
from benchless.setup.new_site import new_key
from benchless.site import Site
from tests.services.test_two_processes import DOCTYPE, ROWS, Pair, filled
from tests.support import redis, sites
from tests.support.client import Client
from tests.support.served import Served
from tools import machine, server

pytestmark = [
    pytest.mark.skipif(machine.database() is None, reason="no mariadbd (Debian package: mariadb-server)"),
    pytest.mark.skipif(redis.program() is None, reason="no redis-server (Debian package: redis-server)"),
]
SHARED = ("private/files", "public/files", "locks")


def redis_of(number: int) -> dict[str, str]:
    """Settings of a site that shares its Redis with none of another test."""
    return {key: f"{url}?db={number}" for key, url in redis.settings().items()}


def configure(site: Path, **settings: object) -> None:
    """Change a machine's settings; None takes one away."""
    path = site / "site_config.json"
    known = {**json.loads(path.read_text()), **settings}
    path.write_text(json.dumps({key: value for key, value in known.items() if value is not None}))


def second(place: Path, target: Path) -> Path:
    """Another machine: a folder of its own for everything but what comes over the network."""
    left = shutil.ignore_patterns("*.db", "*.lock", "files", "locks")
    shutil.copytree(place, target, symlinks=True, ignore=left)
    for part in SHARED:
        (place / sites.SITE / part).mkdir(exist_ok=True)
        (target / sites.SITE / part).parent.mkdir(parents=True, exist_ok=True)
        (target / sites.SITE / part).symlink_to(place / sites.SITE / part)
    return target


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("machines")
    first = sites.copy(sites.template(database="mariadb"), folder / "one", **redis_of(1))
    return first, second(first, folder / "two")


@pytest.fixture(scope="module")
def pair(places: tuple[Path, Path]) -> Iterator[Pair]:
    one, two = places
    with Served(one, workers=1, threads=2) as here, Served(two, workers=1, threads=2, worker=True) as there:
        pair = filled(Pair(here.address, there.address))
        pair.first = here.address  # type: ignore[attr-defined]
        yield pair


# what is changed on one and asked on the other ------------------------------------------------


@pytest.mark.parametrize("title", ROWS)
def test_what_one_changes_the_other_goes_by(pair: Pair, title: str) -> None:
    ROWS[title](pair)


def test_a_session_is_good_on_both_until_it_ends_on_one(pair: Pair) -> None:
    here = Client(pair.first)  # type: ignore[attr-defined]
    there = httpx.Client(base_url=pair.address, cookies=here.cookies)
    who = "/api/method/frappe.auth.get_logged_user"
    assert there.get(who).json() == {"message": "Administrator"}
    here.get("/api/method/logout")
    assert there.get(who).status_code == 403


def test_wrong_passwords_are_counted_together(pair: Pair) -> None:
    words = {"usr": "nobody@example.org", "pwd": "wrong"}
    addresses = [pair.first, pair.address]  # type: ignore[attr-defined]
    answers = [httpx.post(f"{addresses[n % 2]}/api/method/login", data=words).status_code for n in range(12)]
    assert (set(answers[:10]), answers[10:]) == ({401}, [429, 429])


def test_numbers_are_given_once_and_without_gaps(pair: Pair) -> None:
    rule = {"document_type": DOCTYPE, "prefix": "TWO-", "prefix_digits": 4}
    made = pair.here.insert("Document Naming Rule", **rule)
    pair.form()

    def ten(client: Client) -> list[str]:
        return [str(client.insert(DOCTYPE, title="n")["name"]) for _turn in range(10)]

    with ThreadPoolExecutor() as pool:
        names = [name for part in pool.map(ten, [pair.here, pair.there]) for name in part]
    assert sorted(names) == [f"TWO-{number:04d}" for number in range(1, 21)]
    pair.here.delete(pair.here.path("Document Naming Rule", made["name"]))


@pytest.mark.parametrize("is_private", [0, 1])
def test_a_file_of_one_is_there_on_the_other(pair: Pair, is_private: int) -> None:
    text = f"{is_private}: kept by one".encode()
    sent = pair.here.post(
        "/api/method/upload_file", data={"is_private": is_private}, files={"file": ("a.txt", text)}
    )
    address = pair.here.expect(sent)["message"]["file_url"]
    assert pair.there.get(address).content == text


def test_a_document_that_one_is_busy_with_is_busy_for_the_other(places: tuple[Path, Path]) -> None:
    here, there = (Site(place / sites.SITE) for place in places)
    with here.session():
        name = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert().name
        frappe.get_doc("ToDo", name).lock()
    with pytest.raises(frappe.DocumentLockedError), there.session():
        frappe.get_doc("ToDo", name).save()
    with there.session():
        frappe.get_doc("ToDo", name).unlock()
    with here.session():
        frappe.get_doc("ToDo", name).save()
    for site in (here, there):
        site.close()


def test_a_job_of_one_is_done_and_listed_by_the_other(pair: Pair) -> None:
    """Only the second machine has a worker."""
    values = {"method": "frappe.ping", "frequency": "Yearly", "create_log": 1}
    job = pair.here.insert("Scheduled Job Type", **values)
    run = "frappe.core.doctype.scheduled_job_type.scheduled_job_type.execute_event"
    pair.here.expect(pair.here.call(run, doc=json.dumps({"name": job["name"]})))
    logs = wait_for(lambda: pair.here.rows("Scheduled Job Log", "status", scheduled_job_type=job["name"]))
    assert [row["status"] for row in logs] == ["Complete"]
    assert [len(client.rows("RQ Worker")) for client in (pair.here, pair.there)] == [1, 1]


def wait_for(ask: Any) -> Any:
    for _turn in range(100):
        found = ask()
        if found and found[0]["status"] != "Start":
            return found
        time.sleep(0.1)
    return found


# the schedule -----------------------------------------------------------------------------------


def rest() -> None:
    """A scheduled method that does nothing."""


@pytest.mark.parametrize("queues", ["one Redis", "each its own file"])
def test_what_is_due_runs_once(tmp_path: Path, queues: str) -> None:
    settings = redis_of(2) if queues == "one Redis" else {}
    first = sites.copy(sites.template(database="mariadb"), tmp_path / "one", **settings)
    both = [Site(place / sites.SITE) for place in (first, second(first, tmp_path / "two"))]
    with both[0].session():
        frappe.db.set_value("Scheduled Job Type", {"method": ["is", "set"]}, "stopped", 1)
        values = {"method": f"{__name__}.rest", "frequency": "Daily", "create_log": 1}
        job = frappe.new_doc("Scheduled Job Type", **values).insert()
        job.db_set("creation", "2024-01-01 00:00:00")
    workers = [Worker(site) for site in both]
    assert [worker.keeps_time for worker in workers] == [True, True]
    for turn in range(2):
        due = [scheduler.tick(site) for site in both]
        for site in both:
            site.close()
        done = [worker.run_all() for worker in workers]
        if turn == 0:
            assert (due, sum(done)) == ([1, 1], 1 if settings else 2)
        else:
            assert (due, sum(done)) == ([0, 0], 0)
    with both[0].session():
        assert frappe.db.count("Scheduled Job Log", {"scheduled_job_type": job.name}) == 1
    for site in both:
        site.close()


# who shares too little ------------------------------------------------------------------------


def apart(site: Path, part: str) -> None:
    """A folder of its own where there was a shared one."""
    (site / part).unlink()
    (site / part).mkdir()


LACKING = {
    "its own key": (lambda site: configure(site, encryption_key=new_key()), "encryption_key"),
    "its own private files": (lambda site: apart(site, "private/files"), "share private/files over"),
    "its own public files": (lambda site: apart(site, "public/files"), "share public/files over"),
    "its own locks": (lambda site: apart(site, "locks"), "share locks over"),
    "no cache": (lambda site: configure(site, redis_cache=None), "redis_cache"),
    "another cache": (lambda site: configure(site, redis_cache=other_redis()), "redis_cache"),
    "no queue": (lambda site: configure(site, redis_queue=None), "redis_queue"),
    "another queue": (lambda site: configure(site, redis_queue=other_redis()), "redis_queue"),
}


def other_redis() -> str:
    return redis_of(4)["redis_cache"]


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[tuple[Site, Path]]:
    """One machine that serves, and the folder of another one that shares everything."""
    first = sites.copy(sites.template(database="mariadb"), tmp_path / "one", **redis_of(3))
    one = Site(first / sites.SITE)
    machines.join(one)
    yield one, second(first, tmp_path / "two") / sites.SITE
    one.close()


def test_a_machine_that_shares_everything_may_join(ready: tuple[Site, Path]) -> None:
    one, place = ready
    two = Site(place)
    machines.join(two)
    machines.join(one)
    assert {row["name"] for row in machines.known(one)} == {machines.own_name(site) for site in (one, two)}
    machines.leave(two)
    assert [row["name"] for row in machines.known(one)] == [machines.own_name(one)]
    two.close()


@pytest.mark.parametrize("lack", LACKING)
def test_a_machine_that_shares_too_little_is_refused(ready: tuple[Site, Path], lack: str) -> None:
    one, place = ready
    change, word = LACKING[lack]
    change(place)
    two = Site(place)
    with pytest.raises(machines.SharesTooLittle, match=word) as refused:
        machines.join(two)
    assert machines.own_name(one) in str(refused.value)
    assert [row["name"] for row in machines.known(one)] == [machines.own_name(one)]
    assert machines.forget(one, machines.own_name(one))
    machines.join(two)  # the other one is gone: nothing is to be shared
    two.close()


def test_server_and_worker_refuse_loudly(ready: tuple[Site, Path]) -> None:
    one, place = ready
    configure(place, encryption_key=new_key())
    for verb in (["serve", "--port", "8155"], ["worker"]):
        words = server.command(*verb, "--site", sites.SITE, sites=place.parent)
        ended = subprocess.run(words, env=server.variables(), capture_output=True, text=True, timeout=60)
        assert ended.returncode != 0
        assert "has another encryption_key" in ended.stderr
    listed = server.call("forget-machine", "--site", sites.SITE, sites=place.parent)
    assert machines.own_name(one) in listed


def test_a_silent_machine_counts_as_gone(ready: tuple[Site, Path]) -> None:
    one, place = ready
    configure(place, redis_cache=None)
    with one.session() as session:
        session.db.execute("UPDATE `__machine` SET seen = seen - 7200")
    two = Site(place)
    machines.join(two)
    two.close()
