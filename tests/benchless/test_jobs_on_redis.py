"""The tests of jobs once more, with RQ's queues on a Redis; and what only they have."""

import pytest
import rq
from redis import Redis
from rq.job import Job

from benchless import jobs
from benchless.site import Site
from tests.benchless import test_jobs
from tests.benchless.test_jobs import *  # noqa: F403 — the same tests, with the fixture below
from tests.support import databases, redis

if redis.program() is None:
    pytest.skip("no redis-server (Debian package: redis-server)", allow_module_level=True)

del test_a_job_is_lined_up_in_one_commit  # noqa: F821 — counts the commits of a file


@pytest.fixture(scope="module")
def site(site_template, tmp_path_factory):
    """A fresh site whose settings name a Redis."""
    place = tmp_path_factory.mktemp("redis") / site_template.name
    databases.copy(site_template, place)
    site = Site(place)
    site.save_config(**redis.settings())
    yield site
    site.close()


def test_nothing_is_kept_in_files(site, worker):
    with site.session():
        jobs.enqueue(test_jobs.note, name="in Redis")
    worker.run_all()
    assert not site.path("database", "jobs.db").exists()
    assert not site.path("database", "cache.db").exists()


def test_tools_of_rq_see_the_job(site):
    connection = Redis.from_url(redis.server().url)
    with site.session():
        job = jobs.enqueue(test_jobs.note, queue="long", name="seen", job_id="any id: 编号")
    line = rq.Queue(f"{site.name}:long", connection=connection)
    seen = [one for one in line.get_jobs() if one.description.endswith("test_jobs.note")]
    assert seen and {str(one.get_status()) for one in seen} == {"JobStatus.QUEUED"}
    assert jobs.queue_of(site).withdraw(job.id)
    assert line.get_job_ids() == []


@pytest.mark.parametrize(("method", "status"), [(test_jobs.note, "finished"), (test_jobs.fail, "failed")])
def test_a_worker_of_rq_does_the_job(site, method, status):
    """`rq worker` on another machine, with the same folder."""
    values = {"name": "by rq"} if method is test_jobs.note else {}
    with site.session():
        job = jobs.enqueue(method, queue="short", **values)
    site.close()
    connection = Redis.from_url(redis.server().url)
    lines = [rq.Queue(f"{site.name}:short", connection=connection)]
    rq.SimpleWorker(lines, connection=connection).work(burst=True, logging_level="ERROR")
    assert job.get_status() == status
    seen = Job.fetch(jobs.queue_of(site)._id(job.id), connection=connection)
    assert seen.is_finished == (status == "finished")
    if method is test_jobs.note:
        assert test_jobs.bio(site) == "by rq"
