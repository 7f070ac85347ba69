"""Two hundred people decide at once on one step; two press at once; the server dies in between."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import frappe
import httpx
import pytest

from benchless.site import Site
from tests.support import sites
from tests.support.served import Served

DOCTYPE = "CSO Filing Application"
ACT = "/api/method/cso_management.api.approvals.act"
CROWD, NEEDED = 200, 120
Keys = dict[str, str]


class Place:
    """A copy of the demo county with one application at a step of many deciders."""

    def __init__(self, folder: Path, crowd: int, **step: object) -> None:
        self.sites = sites.copy(sites.template(demo=True), folder)
        self.keys: Keys = {}
        site = Site(self.sites / sites.SITE)
        with site.session():
            users = [self._user(number) for number in range(crowd)]
            self.keys["rep.new@demo.example"] = self._key("rep.new@demo.example")
            self._publish(users, step)
            self.name = self._application()
        site.close()

    def _user(self, number: int) -> str:
        email = f"voter{number:03d}@demo.example"
        values = {"doctype": "User", "email": email, "first_name": f"委员{number}", "send_welcome_email": 0}
        roles = [{"role": "CSO Township Leader"}]
        frappe.get_doc({**values, "roles": roles}).insert(ignore_permissions=True)
        permission = {"doctype": "User Permission", "user": email, "allow": "CSO Region"}
        frappe.get_doc({**permission, "for_value": "990121001000"}).insert(ignore_permissions=True)
        self.keys[email] = self._key(email)
        return email

    def _key(self, email: str) -> str:
        user = frappe.get_doc("User", email)
        user.api_key, user.api_secret = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
        secret = user.api_secret
        user.save(ignore_permissions=True)
        return f"token {user.api_key}:{secret}"

    def _publish(self, users: list[str], step: dict[str, object]) -> None:
        from cso_management.approvals.engine import publishing

        route = frappe.get_doc("CSO Approval Route", "社区社会组织备案")
        row = next(row for row in route.steps if row.step_key == "town-decision")
        people = json.dumps([{"rule": "users", "users": users}])
        row.update({"role": None, "more_candidates": people, **step})
        route.save()
        publishing.publish(route)

    def _application(self) -> str:
        from cso_management.api import filing
        from cso_management.demo import cases

        frappe.set_user("rep.new@demo.example")
        row = {
            "application_type": "New",
            "org_name": "映月社区风筝队",
            "region": "990121001001",
            "primary_category": "0304",
        }
        doc = frappe.get_doc({"doctype": DOCTYPE, **cases.body(7, row)}).insert()
        cases.upload_papers(doc)
        for user, action in (
            ("rep.new", "Submit"),
            ("village.yingyue", "Agree"),
            ("clerk.wanghu", "Accept"),
            ("clerk.wanghu", "Propose"),
        ):
            frappe.set_user(f"{user}@demo.example")
            filing.act(doc.name, action, "同意")
        frappe.set_user("Administrator")
        return str(doc.name)

    def voters(self) -> list[str]:
        return [user for user in self.keys if user.startswith("voter")]

    def post(self, client: httpx.Client, user: str, act: str, **more: str) -> httpx.Response:
        data = {"doctype": DOCTYPE, "name": self.name, "act": act, **more}
        return client.post(ACT, data=data, headers={"Authorization": self.keys[user]})

    def read(self, function: Callable[[], object]) -> object:
        site = Site(self.sites / sites.SITE)
        try:
            with site.session():
                return function()
        finally:
            site.close()

    def outcome(self) -> dict[str, object]:
        def look() -> dict[str, object]:
            from cso_management.approvals import log

            tasks = frappe.get_all(
                "CSO Approval Task",
                filters={"reference_name": self.name, "step": "town-decision"},
                fields=["status", "holder", "acted_by"],
                order_by="number asc",
            )
            rows = [row for row in log.rows_of(DOCTYPE, self.name) if row.step == "town-decision"]
            notices = frappe.get_all(
                "Notification Log",
                filters={"document_name": self.name, "for_user": "rep.new@demo.example"},
                pluck="subject",
                order_by="creation asc",
            )
            return {
                "tasks": Counter(row.status for row in tasks),
                "deciders": Counter(row.acted_by for row in tasks if row.acted_by),
                "acts": Counter(row.act for row in rows if row.act in ("agree", "refuse", "withdraw")),
                "case": frappe.get_all(
                    "CSO Approval Case",
                    filters={"reference_name": self.name},
                    pluck="status",
                    order_by="creation asc",
                ),
                "state": frappe.db.get_value(DOCTYPE, self.name, "workflow_state"),
                "broken": log.first_broken_row(DOCTYPE, self.name),
                "notices": Counter(notices),
            }

        return dict(self.read(look))  # type: ignore[call-overload]


def at_once(address: str, jobs: list[Callable[[httpx.Client], httpx.Response]]) -> list[httpx.Response]:
    """Every job has a thread of its own; all start together."""
    barrier = threading.Barrier(len(jobs))

    def run(job: Callable[[httpx.Client], httpx.Response]) -> httpx.Response:
        with httpx.Client(base_url=address, timeout=240) as client:
            barrier.wait()
            return job(client)

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.timeout(600)
def test_two_hundred_decisions_on_one_ratio_step(tmp_path: Path) -> None:
    place = Place(tmp_path / "sites", CROWD, mode="ratio", needed=NEEDED, needed_unit="count")
    jobs = [
        lambda client, user=user: place.post(client, user, "agree", opinion="同意") for user in place.voters()
    ]
    with Served(place.sites) as served:
        answers = at_once(served.address, jobs)
    found = place.outcome()
    codes = Counter(answer.status_code for answer in answers)
    assert codes == {200: NEEDED, 417: CROWD - NEEDED}, codes
    refused = [answer for answer in answers if answer.status_code == 417]
    assert all("办理" in answer.json()["_server_messages"] for answer in refused)
    assert found["tasks"] == {"Agreed": NEEDED, "Cancelled": CROWD - NEEDED}
    assert max(found["deciders"].values()) == 1
    assert found["acts"] == {"agree": NEEDED}
    assert (found["case"], found["state"], found["broken"]) == (["Approved"], "Approved", None)


@pytest.mark.parametrize("attempt", range(2))
def test_agree_against_withdraw(tmp_path: Path, attempt: int) -> None:
    place = Place(tmp_path / "sites", 2, mode="any", deciding=0)
    first, _second = place.voters()
    with Served(place.sites) as served:
        answers = at_once(
            served.address,
            [
                lambda client: place.post(client, first, "agree", opinion="同意"),
                lambda client: place.post(client, "rep.new@demo.example", "withdraw"),
            ],
        )
    found = place.outcome()
    assert [answer.status_code for answer in answers].count(200) == 1
    assert sum(found["acts"].values()) == 1
    assert found["case"] in (["Approved"], ["Withdrawn"])
    assert found["state"] in ("Approved", "Withdrawn", "Draft")


def test_refuse_against_the_last_agree(tmp_path: Path) -> None:
    place = Place(tmp_path / "sites", 2, mode="any")
    first, second = place.voters()
    with Served(place.sites) as served:
        answers = at_once(
            served.address,
            [
                lambda client: place.post(client, first, "agree", opinion="同意"),
                lambda client: place.post(client, second, "refuse", opinion="不同意"),
            ],
        )
    found = place.outcome()
    assert sorted(answer.status_code for answer in answers) == [200, 417]
    assert sum(found["acts"].values()) == 1
    assert found["state"] in ("Approved", "Refused")
    assert found["case"] == [found["state"]]


def test_killed_in_between(tmp_path: Path) -> None:
    """SIGKILL while forty people vote: what was acknowledged is there, log, tasks and notices agree."""
    place = Place(tmp_path / "sites", 40, mode="ratio", needed=40, needed_unit="count")
    acknowledged: list[str] = []
    enough = threading.Event()
    served = Served(place.sites)

    def vote(user: str) -> None:
        try:
            with httpx.Client(base_url=served.address, timeout=60) as client:
                if place.post(client, user, "agree", opinion="同意", act_id=user).status_code == 200:
                    acknowledged.append(user)
        except httpx.HTTPError:
            pass
        if len(acknowledged) >= 12:
            enough.set()

    threads = [threading.Thread(target=vote, args=(user,)) for user in place.voters()]
    with served:
        for thread in threads:
            thread.start()
        assert enough.wait(120)
        served.kill()
        for thread in threads:
            thread.join(60)
    assert gone(served), "a process of the killed server is left"
    found = place.outcome()
    assert found["acts"]["agree"] == found["tasks"]["Agreed"] >= len(acknowledged)
    assert found["broken"] is None
    with served, httpx.Client(base_url=served.address, timeout=60) as client:
        for user in place.voters():
            place.post(client, user, "agree", opinion="同意", act_id=user)
    found = place.outcome()
    assert found["tasks"] == {"Agreed": 40}
    assert found["acts"] == {"agree": 40}
    assert found["case"] == ["Approved"]
    assert max(found["notices"].values()) == 1
    assert gone(served), "a process of the server is left"


def gone(served: Served, patience: float = 10) -> bool:
    """The kernel takes a moment to bury a group."""
    deadline = time.monotonic() + patience
    while served.alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not served.alive()
