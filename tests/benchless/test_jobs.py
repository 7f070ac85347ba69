"""Jobs: lined up, run once, seen to the end; work that comes with time."""

import os
import socket
import time
from datetime import datetime

import frappe
import pytest
from frappe.realtime import get_progress

from benchless import jobs
from benchless.context import current
from benchless.errors import DoesNotExistError, PermissionError
from benchless.jobs import execute, scheduler
from benchless.jobs.worker import Worker
from tests.support.work import worker_of


def note(name: str) -> None:
    """What a job does here."""
    current().db.execute("UPDATE tabUser SET bio = ? WHERE name = 'Guest'", (name,))


def fail() -> None:
    raise ZeroDivisionError("as it must")


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def bio(site) -> str:
    with site.session() as session:
        return session.db.rows("SELECT bio FROM tabUser WHERE name = 'Guest'")[0][0]


@pytest.fixture
def worker(site):
    with worker_of(site) as worker:
        yield worker


def test_job_runs_in_a_child_and_commits(site, worker):
    with site.session():
        job = jobs.enqueue(note, name="done by a job")
    site.close()
    assert worker.run_all() == 1
    assert job.get_status() == "finished"
    assert bio(site) == "done by a job"


def test_job_of_a_rolled_back_transaction_never_starts(site, worker):
    with pytest.raises(ZeroDivisionError), site.session() as session:
        session.db.begin()
        jobs.enqueue(note, enqueue_after_commit=True, name="never")
        raise ZeroDivisionError
    site.close()
    assert worker.run_all() == 0


def test_failure_is_kept_as_an_error_log(site, worker):
    with site.session():
        job = jobs.enqueue(fail)
    site.close()
    worker.run_all()
    assert job.is_failed
    with site.session() as session:
        rows = session.db.rows("SELECT error FROM `tabError Log` ORDER BY creation DESC LIMIT 1")
    assert "as it must" in rows[0][0]


def test_late_job_is_ended(site, worker):
    with site.session():
        job = jobs.enqueue(sleep, timeout=1, seconds=30)
    site.close()
    start = time.monotonic()
    worker.run_all()
    assert time.monotonic() - start < 10
    assert job.is_failed


def test_a_job_is_lined_up_in_one_commit(site, session):
    """The header of an SQLite file counts its commits."""
    jobs.enqueue(note, name="first")

    def commits() -> int:
        return int.from_bytes(site.path("database", "jobs.db").read_bytes()[24:28], "big")

    before = commits()
    jobs.enqueue(note, name="second")
    assert commits() == before + 1
    while jobs.queue_of(site).take():
        pass


def succeed_at_the_third(path: str) -> str:
    with open(path, "a+") as file:
        file.write("x")
        file.seek(0)
        if len(file.read()) < 3:
            raise ConnectionError("not yet")
    return "at last"


@pytest.mark.parametrize(("retry", "status", "attempts"), [(0, "failed", 1), (2, "finished", 3)])
def test_a_failed_job_is_tried_again_as_often_as_it_asks(
    site, worker, tmp_path, monkeypatch, retry, status, attempts
):
    monkeypatch.setattr(execute, "RETRY_PAUSE", 0.01)
    with site.session():
        job = jobs.enqueue(succeed_at_the_third, retry=retry, path=str(tmp_path / "tries"))
    site.close()
    worker.run_all()
    assert (job.get_status(), job.meta["attempts"]) == (status, attempts)


def told(answer) -> None:
    note(f"told: {answer}")


@pytest.mark.parametrize(
    ("method", "values", "said"),
    [
        (note, {"name": "x", "on_success": told}, "told: None"),
        (fail, {"on_failure": told}, "told: as it must"),
        (sleep, {"seconds": 30, "timeout": 1, "on_failure": told}, "told: took longer than 1 seconds"),
    ],
)
def test_what_follows_a_job(site, worker, method, values, said):
    with site.session():
        jobs.enqueue(method, **values)
    site.close()
    worker.run_all()
    assert bio(site) == said


def advance(steps: int) -> None:
    for step in range(1, steps + 1):
        frappe.publish_progress(step * 100 / steps, title="Counting", doctype="User", docname="Guest")
        time.sleep(0.3)


def test_progress_can_be_asked_for(site, worker):
    with site.session():
        job = jobs.enqueue(advance, steps=4)
    site.close()
    worker._start_next()
    seen = set()
    while not job.is_finished:
        worker.reap()
        seen.add(job.meta.get("progress"))
        time.sleep(0.05)
    assert len(seen - {None}) >= 2
    with site.session():
        known = get_progress(job.id)
        assert (known["progress"], known["progress_doctype"]) == (100, "User")
        with pytest.raises(DoesNotExistError):
            current().set_user("Guest")
            get_progress(job.id)


def test_a_running_job_can_be_stopped(site, worker):
    with site.session():
        job = jobs.enqueue(sleep, seconds=30)
    site.close()
    worker._start_next()
    with site.session():
        frappe.get_doc("RQ Job", job.id).stop_job()
    site.close()
    deadline = time.monotonic() + 10
    while job.get_status() == "started" and time.monotonic() < deadline:
        worker.reap()
        time.sleep(0.05)
    assert job.get_status() == "canceled"
    worker.run_all()


def test_jobs_are_listed_as_documents(site, worker):
    with site.session():
        one = jobs.enqueue(note, queue="long", job_name="Listed", name="x")
        other = jobs.enqueue(fail)
        waiting = frappe.get_list("RQ Job", filters={"status": "queued"}, fields=["name", "queue"])
        assert {(one.id, "long"), (other.id, "default")} <= {(row.name, row.queue) for row in waiting}
        frappe.get_doc("RQ Job", one.id).delete()
        assert frappe.db.exists("RQ Job", other.id)
    site.close()
    worker.run_all()
    with site.session():
        failed = frappe.get_list("RQ Job", filters=[["RQ Job", "status", "=", "failed"]], page_length=1)
        assert [row.name for row in failed] == [other.id]
        assert "as it must" in frappe.get_doc("RQ Job", other.id).exc_info
        with pytest.raises(DoesNotExistError):
            frappe.get_doc("RQ Job", one.id)
        with pytest.raises(PermissionError):
            frappe.get_list("RQ Job", user="Guest")


def test_a_worker_says_that_it_lives(site, worker):
    worker._beat()
    with site.session():
        assert [row.status for row in frappe.get_list("RQ Worker")] == ["idle"]


@pytest.mark.parametrize(("method", "status"), [("rest", "Complete"), ("fail", "Failed")])
def test_scheduled_runs_are_logged(site, method, status):
    with site.session():
        values = {"method": f"{__name__}.{method}", "frequency": "Daily", "create_log": 1}
        job = frappe.new_doc("Scheduled Job Type", **values).insert()
        site_job = job.name
    try:
        with site.session():
            scheduler.run_scheduled(site_job)
    except ZeroDivisionError:
        pass
    with site.session():
        logs = frappe.get_all("Scheduled Job Log", {"scheduled_job_type": site_job}, ["status", "details"])
        assert [row.status for row in logs] == [status]
        assert bool(logs[0].details) == (status == "Failed")
        frappe.delete_doc("Scheduled Job Type", site_job)


def rest() -> None:
    """A scheduled method that does nothing."""


RAN = "2024-05-01 10:00:00"
SLOTS = [
    (RAN, "2024-05-02 00:00:00", 1, True),  # due, and nobody has run it
    (RAN, "2024-05-01 10:00:00", 1, False),  # somebody ran it at that very moment
    (RAN, "2024-05-01 00:00:00", 1, False),  # another machine was quicker
    (RAN, "2024-05-01 00:00:00", 2, True),  # the second try of the one who was quicker
    (RAN, None, 1, True),  # a person wants it now
    (None, "2024-05-02 00:00:00", 1, True),  # the first time
]


@pytest.mark.parametrize(("ran", "slot", "attempt", "runs"), SLOTS)
def test_of_several_machines_one_runs_a_slot(session, ran, slot, attempt, runs):
    values = {"method": f"{__name__}.rest", "frequency": "Daily"}
    job = frappe.new_doc("Scheduled Job Type", **values).insert()
    job.db_set("last_execution", ran)
    session.db.commit()
    session.flags.job_attempt = attempt
    scheduler.run_scheduled(job.name, slot)
    last = frappe.db.get_value("Scheduled Job Type", job.name, "last_execution")
    assert (bool(last) and str(last) > "2024-05-02") is runs
    frappe.delete_doc("Scheduled Job Type", job.name)
    session.db.commit()


BURIED = [
    ("worker-elsewhere-7", 0, "started"),  # another machine said a moment ago that it lives
    ("worker-elsewhere-7", 3600, "failed"),
    (f"worker-{socket.gethostname()}-{os.getpid()}", 0, "started"),  # this process
    (f"worker-{socket.gethostname()}-4999999", 0, "failed"),  # killed a moment ago
]


@pytest.mark.parametrize(("name", "silent", "status"), BURIED, ids=["heard", "silent", "alive", "killed"])
def test_only_jobs_of_dead_workers_are_given_up(site, worker, name, silent, status):
    with site.session():
        job = jobs.enqueue(note, name="x")
    site.close()
    said = {"name": name, "pid": 7, "seen": time.time() - silent, "born": 0, "jobs": [], "good": 0, "bad": 0}
    worker.queue.beat({**said, "worked": 0.0})
    assert worker.queue.take(worker=name)["job_id"] == job.id
    worker._bury()
    assert job.get_status() == status
    worker.queue.change(job.id, status="finished")


def test_the_next_worker_keeps_the_time_when_the_first_is_gone(site, worker):
    site.close()
    first, second = Worker(site), Worker(site)
    assert [one.keeps_time for one in (worker, first, second)] == [True, False, False]
    worker._lock.close()
    second._tick()
    first._tick()
    assert [one.keeps_time for one in (first, second)] == [False, True]
    for one in (first, second):
        one._finish()
        one._lock.close()


def test_same_id_waits_only_once(site, worker):
    with site.session():
        assert jobs.enqueue(note, job_id="one", deduplicate=True, name="a")
        assert jobs.enqueue(note, job_id="one", deduplicate=True, name="b") is None
    site.close()
    assert worker.run_all() == 1
    with site.session():
        assert jobs.enqueue(note, job_id="one", deduplicate=True, name="c")
    site.close()
    worker.run_all()


def test_now_gives_the_answer(session):
    assert jobs.enqueue("benchless.values.cint", now=True, value="7") == 7


def test_function_without_a_name_is_refused(session):
    with pytest.raises(ValueError, match="module"):
        jobs.enqueue(lambda: None)


@pytest.mark.parametrize(
    ("row", "due"),
    [
        ({"frequency": "Daily", "last_execution": "2024-05-01 10:00:00"}, datetime(2024, 5, 2)),
        ({"frequency": "Hourly Long", "last_execution": "2024-05-01 10:20:00"}, datetime(2024, 5, 1, 11)),
        ({"frequency": "Monthly", "last_execution": "2024-05-01 10:20:00"}, datetime(2024, 6, 1)),
        (
            {"frequency": "Cron", "cron_format": "30 8 * * 1", "last_execution": "2024-05-01 10:00:00"},
            datetime(2024, 5, 6, 8, 30),
        ),
    ],
)
def test_next_run(row, due):
    assert scheduler.next_run(row, datetime(2024, 1, 1)) == due


def test_schedule_follows_the_hooks(session):
    wanted = {method for method, _frequency, _cron in scheduler.declared(session.site)}
    assert wanted
    rows = session.db.rows("SELECT method FROM `tabScheduled Job Type`")
    assert {row[0] for row in rows} == wanted
