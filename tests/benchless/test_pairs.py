"""`frappe.cache` on its file and on a Redis: the same answers."""

import threading
import time

import pytest

from benchless.keyvalue import store
from benchless.site import Site
from tests.support import databases, redis

KINDS = [
    "file",
    pytest.param(
        "redis",
        marks=pytest.mark.skipif(
            redis.program() is None, reason="no redis-server (Debian package: redis-server)"
        ),
    ),
]


@pytest.fixture(params=KINDS)
def kept(request, site_template, tmp_path):
    """A session of a site that keeps its pairs there."""
    place = tmp_path / site_template.name
    databases.copy(site_template, place)
    site = Site(place)
    if request.param == "redis":
        site.save_config(**redis.settings())
    with site.session():
        store.delete_keys("")
        yield site
    site.close()


@pytest.mark.parametrize(
    "value",
    [0, "", "备案 😀", {"a": [1, None]}, b"\0\xff", None, 1.5],
    ids=lambda value: type(value).__name__,
)
def test_value_comes_back(kept, value):
    store.set_value("key", value)
    assert store.get_value("key") == value
    store.delete_value("key")
    assert store.get_value("key") is None


def test_value_of_a_user_and_generator(kept):
    store.set_value("k", 1, user="a@example.org")
    assert store.get_value("k") is None
    assert store.get_value("k", user="a@example.org") == 1
    assert store.get_value("made", generator=lambda: 5) == 5
    assert store.get_value("made") == 5


def test_time_runs_out(kept):
    store.set_value("short", 1, expires_in_sec=0.2)
    assert store.get_value("short") == 1
    time.sleep(0.3)
    assert store.get_value("short") is None and not store.exists("short")


def test_counting_starts_one_clock(kept):
    assert [store.incr("count", 0.4) for _ in range(3)] == [1, 2, 3]
    time.sleep(0.5)
    assert store.incr("count", 10) == 1
    assert store.incrby("other", 5) == 5 and store.incrby("other", -2) == 3


def test_counting_by_many_loses_nothing(kept):
    def work() -> None:
        with kept.session():
            for _ in range(50):
                store.incr("many")
        kept.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get_value("many") == 200


def test_hashes(kept):
    store.hset("h", "a", 1)
    store.hset("h", "b", [2])
    store.hset("hh", "a", 3)
    assert store.hgetall("h") == {"a": 1, "b": [2]}
    store.hdel("h", ["a"])
    assert store.hget("h", "a") is None and store.hexists("h", "b")


def test_names_are_no_patterns(kept):
    for key in ("a*b", "axb", "a_b", "a%b", "a[b]", "other"):
        store.set_value(key, 1)
    assert sorted(store.get_keys("a")) == ["a%b", "a*b", "a[b]", "a_b", "axb"]
    assert store.get_keys("a_") == ["a_b"]
    assert store.get_keys("a[") == ["a[b]"]
    store.delete_keys("a")
    assert store.get_keys("") == ["other"]


def test_sites_do_not_see_each_other(kept, site):
    store.set_value("mine", 1)
    with site.session():
        assert store.get_value("mine") is None
