"""The approval engine over HTTP: the inbox among many tasks, an act against a plain save, a crowd."""

import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import frappe
import httpx

from benchless.site import Site
from cso_management.demo import cases, task_load
from tests.bench.http_bench import cpu_of
from tests.services.test_approval_races import Place, at_once
from tests.support import sites
from tests.support.served import Served

INBOX = "/api/method/cso_management.api.approvals.inbox"
ACT = "/api/method/cso_management.api.approvals.act"
DOCTYPE = "CSO Filing Application"
DOMAIN = "@demo.example"
CROWD, NEEDED = 200, 120
BLOCKS = 5
# Who agrees at the three steps between submission and decision; the last decision also writes the ledger.
STEPS = ("village.yingyue", "clerk.wanghu", "clerk.wanghu")
WORDS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")


def measure(tasks: int = 200_000, asked: int = 200, documents: int = 24) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        place = sites.copy(sites.template(demo=True), Path(scratch) / "sites")
        keys, names = prepare(place, tasks, documents)
        with Served(place) as served, httpx.Client(base_url=served.address, timeout=60) as client:
            clock = Clock(served.pids())
            boxes = inbox(client, keys, asked, clock)
            found = {"tasks": tasks, "inbox": boxes, "act": acts(client, keys, names, clock)}
        return {**found, "crowd": crowd(Path(scratch) / "crowd")}


def prepare(place: Path, tasks: int, documents: int) -> tuple[dict[str, str], list[str]]:
    site = Site(place / sites.SITE)
    with site.session():
        task_load.fill(tasks, seed=1)
        users = [task_load.BUSY, task_load.CALM, *(f"{name}{DOMAIN}" for name in {"rep.new", *STEPS})]
        keys = {user: key_of(user) for user in users}
        names = [application(number) for number in range(documents)]
    site.close()
    return keys, names


def key_of(email: str) -> str:
    user = frappe.get_doc("User", email)
    user.api_key, secret = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
    user.api_secret = secret
    user.save(ignore_permissions=True)
    return f"token {user.api_key}:{secret}"


def application(number: int) -> str:
    """A complete draft."""
    word = WORDS[number // 10] + WORDS[number % 10]
    row = {
        "application_type": "New",
        "org_name": f"映月社区{word}读书会",
        "region": "990121001001",
        "primary_category": "0304",
    }
    frappe.set_user(f"rep.new{DOMAIN}")
    doc = frappe.get_doc({"doctype": DOCTYPE, **cases.body(7, row)}).insert()
    cases.upload_papers(doc)
    frappe.set_user("Administrator")
    return str(doc.name)


@dataclass
class Spent:
    """Milliseconds of every call, and the CPU time of the server for all of them."""

    walls: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def figures(self) -> dict[str, float]:
        cuts = statistics.quantiles(self.walls, n=20)
        p50, count = statistics.median(self.walls), len(self.walls)
        return {"count": count, "p50": p50, "p95": cuts[18], "cpu": self.cpu / count}


class Clock:
    """Times blocks of calls. CPU time hardly suffers from other work on the machine."""

    def __init__(self, pids: list[int]) -> None:
        self.pids = pids

    def block(self, calls: list[Callable[[], httpx.Response]], spent: Spent) -> None:
        before = cpu_of(self.pids)
        for call in calls:
            start = time.perf_counter()
            answer = call()
            spent.walls.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, answer.text[:400]
        spent.cpu += (cpu_of(self.pids) - before) * 1000


def inbox(client: httpx.Client, keys: dict[str, str], asked: int, clock: Clock) -> dict[str, Any]:
    """First page; the users take turns in blocks, so that both meet the same machine."""
    users = {"busy": task_load.BUSY, "calm": task_load.CALM}
    spent: dict[str, Spent] = {name: Spent() for name in users}
    for number in range(BLOCKS + 1):
        for name, user in users.items():
            call = partial(client.get, INBOX, headers={"Authorization": keys[user]})
            clock.block([call] * (asked // BLOCKS), spent[name] if number else Spent())
    return {name: one.figures() for name, one in spent.items()}


def acts(client: httpx.Client, keys: dict[str, str], names: list[str], clock: Clock) -> dict[str, Any]:
    """At every step first a plain save of each document by whoever decides, then his decision."""

    def act(user: str, verb: str, name: str) -> httpx.Response:
        data = {"doctype": DOCTYPE, "name": name, "act": verb, "opinion": "同意"}
        return client.post(ACT, data=data, headers={"Authorization": keys[user + DOMAIN]})

    def save(user: str, text: str, name: str) -> httpx.Response:
        body = json.dumps({"next_opinion": text})
        headers = {"Authorization": keys[user + DOMAIN], "Content-Type": "application/json"}
        return client.put(f"/api/resource/{DOCTYPE}/{name}", content=body, headers=headers)

    saves, agrees = Spent(), Spent()
    clock.block([partial(act, "rep.new", "submit", name) for name in names], Spent())
    for number, user in enumerate(STEPS):
        clock.block([partial(save, user, f"已核{number}", name) for name in names], saves)
        clock.block([partial(act, user, "agree", name) for name in names], agrees)
    return {"save": saves.figures(), "agree": agrees.figures()}


def crowd(folder: Path) -> dict[str, Any]:
    """Two hundred people decide at once on one step of votes."""
    place = Place(folder, CROWD, mode="ratio", needed=NEEDED, needed_unit="count")
    jobs = [
        lambda client, user=user: place.post(client, user, "agree", opinion="同意") for user in place.voters()
    ]
    with Served(place.sites) as served:
        start = time.perf_counter()
        answers = at_once(served.address, jobs)
        spent = time.perf_counter() - start
    found = place.outcome()
    refused = [answer for answer in answers if answer.status_code != 200]
    return {
        "seconds": spent,
        "codes": dict(Counter(answer.status_code for answer in answers)),
        "already_decided": sum("办理" in answer.text for answer in refused),
        "agreed": found["tasks"]["Agreed"],
        "twice": sum(count > 1 for count in found["deciders"].values()),
        "case": found["case"],
    }


def good(result: dict[str, Any]) -> bool:
    """The tally of the crowd must be right whatever the machine does."""
    crowd = result["crowd"]
    whole = crowd["agreed"] == NEEDED and crowd["twice"] == 0 and crowd["case"] == ["Approved"]
    return whole and crowd["already_decided"] == CROWD - NEEDED == crowd["codes"].get(417)


def section(result: dict[str, Any]) -> list[str]:
    """What docs/performance.md says about it."""
    busy, calm = result["inbox"]["busy"], result["inbox"]["calm"]
    save, agree = result["act"]["save"], result["act"]["agree"]
    crowd = result["crowd"]
    spent = crowd["seconds"]
    codes = ", ".join(f"{code}: {count}" for code, count in sorted(crowd["codes"].items()))
    inbox_rows = [("10", calm, ""), ("1,000", busy, times(busy, calm))]
    act_rows = [
        ("plain save of a filing application", save, ""),
        ("agree on a step of its route, moving the state", agree, times(agree, save)),
    ]
    rows = [
        (f"inbox, first page, {count} open tasks of {result['tasks']:,}", *rest)
        for count, *rest in inbox_rows
    ]
    return [
        "## Approvals",
        "",
        "One client over HTTP, same server as above, on a copy of the demo county; the two things that are",
        "compared take turns. The tasks come from `cso_management.demo.task_load.fill` with seed 1.",
        "",
        "| | p50 ms | p95 ms | CPU ms | compared: p50 / CPU |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {title} | {row['p50']:.1f} | {row['p95']:.1f} | {row['cpu']:.1f} | {ratio} |"
            for title, row, ratio in rows + act_rows
        ),
        "",
        f"Two hundred people agree at the same moment on a step that needs {NEEDED} votes:",
        f"answered in {spent:.1f} s; {crowd['agreed']} votes counted, {crowd['twice']} twice, the case is",
        f"{', '.join(crowd['case']).lower()}; {crowd['already_decided']} were told who had already decided.",
        f"Status codes: {codes}.",
    ]


def times(row: dict[str, float], other: dict[str, float]) -> str:
    return " / ".join(f"{row[key] / other[key]:.2f}×" for key in ("p50", "cpu"))
