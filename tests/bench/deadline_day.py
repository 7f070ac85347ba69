"""The last day of the annual review: everybody hands in within one hour, squeezed into minutes.

2,000 organizations open, save and hand in their reports, each by its own representative, who comes at a
moment of his own; 100 officers look at their inboxes and decide what they find; 500 papers are made by the
worker. Afterwards every report is compared with what was sent, and the papers are counted.
"""

import json
import random
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from tests.county import crowd
from tests.county.acts import ACT, day, press
from tests.county.places import COUNTY
from tests.county.plan import Year, make
from tests.county.reviewing import BATCH, MARKS, REVIEW, report
from tests.county.settling import settle
from tests.county.stage import Stage, begin
from tests.support import sites
from tests.support.client import Client
from tests.support.served import Served

TITLE = "## Deadline day"
HOUR = 3600
# Streets, townships, communities of each: 80 village officers, 20 towns' clerks and leaders.
SIZE = (5, 5, 8)
INBOX = "/api/method/cso_management.api.approvals.inbox"
PAPER = "frappe.utils.print_format.download_multi_pdf_async"
QUALIFIED = {"conclusion": "Qualified", "reason_codes": []}
CROWD = 40
GOAL_MS = 1000
PATIENCE = 300


class Clock:
    """Times and errors by kind of request."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.lock = threading.Lock()

    def take(self, kind: str, ask: Callable[[], httpx.Response]) -> httpx.Response:
        begun = time.perf_counter()
        answer = ask()
        spent = 1000 * (time.perf_counter() - begun)
        with self.lock:
            self.times[kind].append(spent)
            if answer.status_code >= 400:
                self.errors.append(f"{kind}: {answer.status_code} {answer.text[:200]}")
        return answer

    def share(self, kind: str, part: float) -> float:
        values = sorted(self.times[kind])
        return values[min(int(len(values) * part), len(values) - 1)] if values else 0.0


@dataclass
class Result:
    """What came of a day."""

    clock: Clock
    reports: int
    officers: int
    seconds: float
    papers: int
    made: int = 0
    # How long the worker was still busy with papers when the last report was in.
    after: float = 0.0
    lost: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        quick = all(self.clock.share(kind, 0.95) < GOAL_MS for kind in ("list", "open", "save"))
        return quick and not self.clock.errors and not self.lost and self.made == self.papers


def plan(organizations: int) -> Year:
    """A year in which each of so many organizations has a report to hand in, and nothing else happens."""
    year = make(11, organizations, 0, 0, 0, SIZE)
    year.organizations = [
        replace(row, tier="Filed" if row.tier == "Village-guided" else row.tier, status="Active")
        for row in year.organizations
    ]
    return year


class Day:
    """One deadline day on one server, `seconds` long."""

    def __init__(self, address: str, year: Year, seconds: float, papers: int):
        self.stage: Stage = begin(address, year)
        self.seconds, self.papers, self.clock = seconds, papers, Clock()
        self.numbers: dict[str, int] = {}
        self.sent: dict[str, str] = {}
        self.over = threading.Event()
        villages = [("village", place) for place in year.villages]
        self.officers = villages + [(word, town) for town in year.towns for word in ("clerk", "leader")]

    def prepare(self) -> None:
        """The county is settled, everybody has a key, a batch has made the reports."""
        settle(self.stage)
        people, rows = self.stage.people, self.stage.year.organizations
        posts = [*self.officers, *(("rep", row.number) for row in rows)]
        crowd.each(lambda post: people.of(*post), posts)
        officer = people.of("officer", COUNTY)
        officer.timeout = httpx.Timeout(PATIENCE)
        dates = {"open_from": day(-90), "open_to": day(), "conclusion_deadline": day(60)}
        body = {"batch_name": "截止日", "review_year": 2025, "region": COUNTY, "exempt_after": day(-1)}
        batch = officer.insert(BATCH, **body, **dates, supervisor_deadline=day(50))["name"]
        press(officer, BATCH, batch, "generate")
        numbers = {name: number for number, name in self.stage.names.items()}
        reports = self.stage.admin.rows(REVIEW, "name", "organization", batch=batch)
        self.numbers = {row["name"]: numbers[row["organization"]] for row in reports}

    def live(self) -> Result:
        """Play the day. Reports come in evenly over the seconds."""
        tasks = [partial(self._decide, *post) for post in self.officers]
        others = [threading.Thread(target=task) for task in (*tasks, self._order_papers)]
        begun = time.perf_counter()
        for thread in others:
            thread.start()
        with ThreadPoolExecutor(CROWD) as people:
            for place, name in enumerate(self.numbers):
                self._wait_until(begun + self.seconds * place / len(self.numbers))
                people.submit(self._hand_in, name)
        spent = time.perf_counter() - begun
        self.over.set()
        for thread in others:
            thread.join()
        return Result(self.clock, len(self.numbers), len(self.officers), spent, self.papers)

    def _wait_until(self, moment: float) -> None:
        time.sleep(max(moment - time.perf_counter(), 0))

    def _hand_in(self, name: str) -> None:
        try:
            self._one_report(name)
        except httpx.HTTPError as error:
            with self.clock.lock:
                self.clock.errors.append(f"report {name}: {error!r}")

    def _one_report(self, name: str) -> None:
        number = self.numbers[name]
        registered = self._is_registered(name)
        text = f"第{number}号的自查：台账已补全。"
        with self.stage.people.of("rep", number) as client:
            self._look(client, name)
            body = {**report(registered, 0), "self_check": text}
            self.clock.take("save", lambda: client.change(REVIEW, name, **body))
            state = "Town Review" if registered else "Village Review"
            answer = self.clock.take("hand in", lambda: client.change(REVIEW, name, workflow_state=state))
        if answer.status_code < 400:
            self.sent[name] = text

    def _look(self, client: Client, name: str) -> None:
        form = {"doctype": REVIEW, "name": name}
        self.clock.take("list", lambda: client.get(client.path(REVIEW), params={"limit_page_length": 20}))
        self.clock.take("open", lambda: client.get("/api/method/frappe.desk.form.load.getdoc", params=form))

    def _is_registered(self, name: str) -> bool:
        return self.stage.year.organization(self.numbers[name]).tier == "Registered"

    def _decide(self, word: str, place: str) -> None:
        """An officer looks at the inbox once in a minute of the hour and takes what waits."""
        client, pause = self.stage.people.of(word, place), self.seconds * 60 / HOUR
        self.over.wait(random.Random(place + word).uniform(0, pause))
        while not self.over.is_set():
            asked = {"box": "todo", "limit": 5}
            answer = self.clock.take("inbox", partial(client.get, INBOX, params=asked))
            for row in answer.json().get("message", {}).get("rows", []):
                self._take(client, word, row["name"])
            self.over.wait(pause)

    def _take(self, client: Client, word: str, name: str) -> None:
        values = self._noted(word, name)
        if values:
            self.clock.take("note", partial(client.change, REVIEW, name, **values))
        given = {"doctype": REVIEW, "name": name, "act": "agree", "opinion": "同意。"}
        self.clock.take("decide", partial(client.call, ACT, **given))

    def _noted(self, word: str, name: str) -> dict[str, Any]:
        """What the step asks for before it may be agreed to."""
        if word == "clerk":
            return {"first_opinion": "Agree Qualified"} if self._is_registered(name) else QUALIFIED
        return MARKS if word == "village" else {}

    def _order_papers(self) -> None:
        officer, names = self.stage.people.of("officer", COUNTY), list(self.numbers)
        begun = time.perf_counter()
        for number in range(self.papers):
            self._wait_until(begun + self.seconds * number / self.papers)
            chosen = json.dumps([names[number % len(names)]])
            given = {"doctype": REVIEW, "name": chosen, "format": "CSO Review Report"}
            self.clock.take("order a paper", partial(officer.call, PAPER, **given))

    def wait_for_papers(self) -> tuple[int, float]:
        """How many papers there are in the end, and how long the worker took after the day."""
        begun = time.perf_counter()
        while (made := self._papers_made()) < self.papers and time.perf_counter() - begun < PATIENCE:
            time.sleep(0.5)
        return made, time.perf_counter() - begun

    def _papers_made(self) -> int:
        return len(self.stage.admin.names("File", file_name=["like", "combined%"]))

    def lost(self) -> list[str]:
        """Reports whose text is not the one that was sent, or that are drafts still."""
        rows = self.stage.admin.rows(REVIEW, "name", "self_check", "workflow_state")
        kept = {row["name"]: row["self_check"] for row in rows if row["workflow_state"] != "Draft"}
        return [name for name, text in self.sent.items() if kept.get(name) != text]


def measure(organizations: int = 2000, seconds: float = 300, papers: int = 500) -> Result:
    """Serve a site of so many organizations and live through the day."""
    with tempfile.TemporaryDirectory() as scratch:
        place = sites.copy(sites.template(app=True), Path(scratch) / "sites")
        with Served(place, worker=True) as running:
            played = Day(running.address, plan(organizations), seconds, papers)
            played.prepare()
            result = played.live()
            result.made, result.after = played.wait_for_papers()
            result.lost = played.lost()
            played.stage.people.close()
            return result


def section(result: Result) -> list[str]:
    """The part of the page about the day: what was run, and what came of it."""
    clock = result.clock
    decisions = len(clock.times["decide"])
    lines = [
        TITLE,
        "",
        f"The last hour of the annual review, squeezed into {result.seconds:,.0f} s",
        "(`./cso bench --ops deadline`, `tests/bench/deadline_day.py`): each of",
        f"{result.reports:,} organizations looks at its list, opens, saves and hands in its report;",
        f"{result.officers} officers look at their inboxes and decide ({decisions:,} decisions);",
        f"{result.papers} PDFs are made by the worker, the last {result.after:.0f} s after the last report.",
        "Server, worker and load share one machine.",
        f"Lost writes: {len(result.lost)}; errors: {len(clock.errors)}; PDFs made: {result.made}.",
        f"Goal: p95 of list, open and save under {GOAL_MS:,} ms.",
        "",
        "| request | count | p50 ms | p95 ms | worst ms |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind, times in sorted(clock.times.items()):
        cells = (clock.share(kind, 0.5), clock.share(kind, 0.95), max(times))
        lines.append(f"| {kind} | {len(times):,} | " + " | ".join(f"{value:,.0f}" for value in cells) + " |")
    return lines
