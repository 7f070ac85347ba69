"""SIGKILL while people submit: what was acknowledged is there, and nothing is half there."""

import threading
from pathlib import Path

import httpx

from tests.support import models
from tests.support.client import Client
from tests.support.served import Served

SUBMISSIONS, PEOPLE, KILL_AFTER = 200, 4, 90


class Crowd:
    """Four people who submit 200 cases between them."""

    def __init__(self, address: str):
        self.todo = list(range(SUBMISSIONS))
        self.acknowledged: dict[str, str] = {}
        self.guard = threading.Lock()
        self.enough = threading.Event()
        people = [Client(address) for _ in range(PEOPLE)]
        self.threads = [threading.Thread(target=self._person, args=(client,)) for client in people]

    def _person(self, client: Client) -> None:
        with client:
            while self.todo:
                title = f"case {self.todo.pop():03d}"
                try:
                    answer = client.post(f"/api/resource/{models.CASE}", json=models.case(title, docstatus=1))
                except httpx.HTTPError:
                    return
                if answer.status_code == 200:
                    self._note(answer.json()["data"]["name"], title)

    def _note(self, name: str, title: str) -> None:
        with self.guard:
            assert name not in self.acknowledged, f"number {name} was given twice"
            self.acknowledged[name] = title
        if len(self.acknowledged) >= KILL_AFTER:
            self.enough.set()

    def run(self) -> None:
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join(60)


def test_kill_during_submissions(place: Path) -> None:
    served = Served(place)
    try:
        served.start()
        with Client(served.address) as admin:
            models.make(admin)
        crowd = Crowd(served.address)
        crowd.run()
        assert crowd.enough.wait(60), "the crowd did not get going"
        served.kill()
        crowd.wait()
        served.start()
        with Client(served.address) as admin:
            everything_is_whole(admin, crowd.acknowledged)
            the_next_number_is_new(admin)
    finally:
        served.kill()


def everything_is_whole(admin: Client, acknowledged: dict[str, str]) -> None:
    assert KILL_AFTER <= len(acknowledged) < SUBMISSIONS
    stored = {name: admin.read(models.CASE, name) for name in admin.names(models.CASE)}
    lost = set(acknowledged) - set(stored)
    assert not lost, f"acknowledged and lost: {sorted(lost)}"
    for name, document in stored.items():
        assert document["docstatus"] == 1, f"{name} is half submitted"
        assert len(document["lines"]) == models.LINES, (
            f"{name} has {len(document['lines'])} of {models.LINES} rows"
        )
        assert document["title"] == acknowledged.get(name, document["title"])
    orphans = admin.call("frappe.client.get_count", doctype=models.LINE, parent=models.CASE).json()["message"]
    assert orphans == models.LINES * len(stored), "rows without a parent"


def the_next_number_is_new(admin: Client) -> None:
    before = set(admin.names(models.CASE))
    assert admin.insert(models.CASE, **models.case("after"))["name"] not in before
