"""Jobs: lined up, run once, seen to the end; work that comes with time."""

import time
from datetime import datetime

import pytest

from benchless import jobs
from benchless.context import current
from benchless.jobs import scheduler
from benchless.jobs.worker import Worker


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
    worker = Worker(site)
    worker.next_tick = float("inf")
    yield worker
    worker._lock.close()


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
