"""The last day of the annual review: everybody hands in within an hour, squeezed into minutes.

Organizations open, save and hand in their reports, officers look at their inbox and decide, papers are made
in the background; afterwards every report is compared with what was sent.
"""

import random
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from tests.county.acts import ACT
from tests.county.people import COUNTY, mail
from tests.county.plan import VILLAGES, Year, make
from tests.county.run import ORGANIZATION, REVIEW, Play, ledger_row, report
from tests.support import sites
from tests.support.served import Served
from tools import server

TITLE = "## Deadline day"
SPEAKERS = 50
INBOX = "/api/method/cso_management.api.approvals.inbox"
PDF = "/api/method/frappe.utils.print_format.download_pdf"
MARKS = dict.fromkeys(("satisfaction_committee", "satisfaction_residents", "satisfaction_units"), 90)
GOAL_MS = 1000


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


class Day:
    """One deadline day on one server."""

    def __init__(self, address: str, year: Year, papers: int):
        self.year, self.papers, self.clock = year, papers, Clock()
        self.play = Play(address, year)
        self.reviews: list[tuple[int, str]] = []
        self.sent: dict[str, str] = {}
        self.over = threading.Event()

    def prepare(self) -> None:
        """Fifty people speak for all organizations; a batch has made the reports."""
        self.play.people.hire(Year(self.year.seed))
        for number in range(SPEAKERS):
            self.play.people.user(mail("rep", f"s{number}"), "CSO Representative")
        for row in self.year.organizations:
            self._enter(row.number)
        officer = self.play.people.of("officer", COUNTY)
        body = {"batch_name": "截止日", "review_year": 2025, "region": COUNTY, "open_to": "2027-12-31"}
        batch = officer.insert("CSO Annual Review Batch", **body)
        values = {"dt": "CSO Annual Review Batch", "dn": batch["name"], "method": "generate"}
        officer.timeout = httpx.Timeout(900)
        officer.expect(officer.post("/api/method/run_doc_method", data=values))
        rows = self.play.admin.rows(REVIEW, "name", "organization", batch=batch["name"])
        numbers = {name: number for number, name in self.play.names.items()}
        self.reviews = sorted((numbers[row["organization"]], row["name"]) for row in rows)

    def _enter(self, number: int) -> None:
        row = self.year.organizations[number - 1]
        self.play.names[number] = self.play.admin.insert(ORGANIZATION, **ledger_row(row))["name"]
        user = mail("rep", f"s{number % SPEAKERS}")
        self.play.admin.insert("CSO Contact", user=user, organization=self.play.names[number])

    def live(self, seconds: float) -> float:
        """Play the day; answers how long it took. Reports come in evenly over the seconds."""
        begun = time.perf_counter()
        background = [threading.Thread(target=self._decide, args=(part,)) for part in range(2)]
        background.append(threading.Thread(target=self._print))
        for thread in background:
            thread.start()
        with ThreadPoolExecutor(SPEAKERS // 5) as crowd:
            for place, (number, name) in enumerate(self.reviews):
                late = begun + seconds * place / len(self.reviews) - time.perf_counter()
                time.sleep(max(late, 0))
                crowd.submit(self._hand_in, number, name)
        spent = time.perf_counter() - begun
        self.over.set()
        for thread in background:
            thread.join()
        return spent

    def _hand_in(self, number: int, name: str) -> None:
        client = self.play.people.of("rep", f"s{number % SPEAKERS}")
        row = self.year.organizations[number - 1]
        text = f"第{number}号的自查：台账已补全。"
        form = {"doctype": REVIEW, "name": name}
        self.clock.take("list", lambda: client.get(client.path(REVIEW), params={"limit_page_length": 20}))
        self.clock.take("open", lambda: client.get("/api/method/frappe.desk.form.load.getdoc", params=form))
        body = {**report(row.tier == "Registered"), "self_check": text}
        self.clock.take("save", lambda: client.change(REVIEW, name, **body))
        state = "Town Review" if row.tier == "Registered" else "Village Review"
        answer = self.clock.take("hand in", lambda: client.change(REVIEW, name, workflow_state=state))
        if answer.status_code < 400:
            self.sent[name] = text

    def _decide(self, part: int) -> None:
        """Village officers, one after the other, take what waits for them."""
        villages = list(VILLAGES)[part::2]
        dice = random.Random(part)
        while not self.over.is_set():
            client = self.play.people.of("village", dice.choice(villages))
            answer = self.clock.take("inbox", partial(client.get, INBOX, params={"box": "todo", "limit": 5}))
            for row in answer.json().get("message", {}).get("rows", []):
                self.clock.take("note", partial(client.change, REVIEW, row["name"], **MARKS))
                given = {"doctype": REVIEW, "name": row["name"], "act": "agree", "opinion": "同意。"}
                self.clock.take("decide", partial(client.call, ACT, **given))
            time.sleep(0.2)

    def _print(self) -> None:
        officer = self.play.people.of("officer", COUNTY)
        for number in range(self.papers):
            if self.over.is_set():
                return
            _number, name = self.reviews[number % len(self.reviews)]
            query = {"doctype": REVIEW, "name": name, "format": "CSO Review Report"}
            self.clock.take("paper", partial(officer.get, PDF, params=query))

    def lost(self) -> list[str]:
        """Reports whose text is not the one that was sent."""
        rows = self.play.admin.rows(REVIEW, "name", "self_check")
        kept = {row["name"]: row["self_check"] for row in rows}
        return [name for name, text in self.sent.items() if kept.get(name) != text]


def measure(organizations: int = 2000, seconds: float = 300, papers: int = 500) -> dict[str, Any]:
    """Serve a site of so many organizations and live through the day."""
    year = make(11, organizations, 0, 0)
    with tempfile.TemporaryDirectory() as scratch:
        place = sites.copy(sites.template(app=True), Path(scratch) / "sites")
        server.call("execute", "cso_management.demo.load_places", "--site", sites.SITE, sites=place)
        with Served(place, worker=True) as running:
            day = Day(running.address, year, papers)
            day.prepare()
            spent = day.live(seconds)
            return {"day": day, "seconds": spent, "lost": day.lost(), "reports": len(day.reviews)}


def section(result: dict[str, Any]) -> list[str]:
    day: Day = result["day"]
    lines = [
        TITLE,
        "",
        f"{result['reports']:,} reports opened, saved and handed in within {result['seconds']:.0f} s while",
        "village officers decide and papers are made (`tests/bench/deadline_day.py`).",
        f"Lost writes: {len(result['lost'])}; errors: {len(day.clock.errors)}.",
        f"Goal: p95 of list, open and save under {GOAL_MS:,} ms.",
        "",
        "| request | count | p50 ms | p95 ms | worst ms |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind, times in sorted(day.clock.times.items()):
        cells = (day.clock.share(kind, 0.5), day.clock.share(kind, 0.95), max(times))
        lines.append(f"| {kind} | {len(times):,} | " + " | ".join(f"{value:,.0f}" for value in cells) + " |")
    return lines


def good(result: dict[str, Any]) -> bool:
    clock: Clock = result["day"].clock
    quick = all(clock.share(kind, 0.95) < GOAL_MS for kind in ("list", "open", "save"))
    return quick and not clock.errors and not result["lost"]
