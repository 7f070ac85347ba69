"""What holds for every knock: no crash, no trace of the inside, nothing of what others keep to themselves."""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import Client

from benchless.http import sessions
from benchless.http.app import create_app
from tests.safety.knocks import Knock
from tools.paths import ROOT

LEAKS = re.compile(
    r"Traceback \(most recent|File \"/|\.py\", line|apsw|sqlite3?\.|sqlglot|pymysql|\$argon2|encryption_key",
    re.I,
)
TOKEN = "0123456789abcdef"  # of every session, or nearly all would end at the gate
SLOW = 10.0  # seconds; a machine under load is not to be mistaken for a defect


class Visitor:
    """Somebody at the door, in this process."""

    def __init__(self, site: Any, user: str) -> None:
        self.site, self.user = site, user
        self.enter()

    def enter(self) -> None:
        """Log in (again: nonsense may have ended the session)."""
        self.client = Client(create_app(self.site))
        if self.user != "Guest":
            with self.site.session() as session:
                session.db.begin()
                self.client.set_cookie(
                    "sid", sessions.create(self.user, {"csrf_token": TOKEN}, None), domain="localhost"
                )

    def knock(self, knock: Knock) -> tuple[int, str]:
        """The status and the text of the answer; what escapes from the application itself is a crash too."""
        try:
            answer = self.client.open(**knock.request(TOKEN))
        except Exception:
            logging.getLogger("benchless.http").exception("nothing was answered")
            return 599, ""
        return answer.status_code, answer.get_data().decode("utf-8", "replace")

    def is_inside(self) -> bool:
        answer = self.client.get("/api/method/frappe.auth.get_logged_user")
        return self.user == "Guest" or self.user in answer.get_data(as_text=True)


class Crashes(logging.Handler):
    """Remembers the exception that the server has last written down."""

    def __init__(self) -> None:
        super().__init__()
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            self.last = record.exc_info[1]

    def __enter__(self) -> Crashes:
        logging.getLogger("benchless.http").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("benchless.http").removeHandler(self)


def place_of(error: BaseException) -> str:
    """The last line of ours that an exception went through."""
    return way_of(error, 1) or "elsewhere"


def way_of(error: BaseException, length: int = 5) -> str:
    """Its last lines of ours, and what it said."""
    ours = [one for one in traceback.extract_tb(error.__traceback__) if str(ROOT / "apps") in one.filename]
    lines = [f"{one.filename.removeprefix(str(ROOT))}:{one.lineno} {one.name}" for one in ours[-length:]]
    return " → ".join(lines) if length == 1 else f"{' → '.join(lines)}: {str(error)[:200]}"


@dataclass
class Found:
    """Defects by their cause, each with its first knock."""

    groups: dict[str, tuple[int, str]] = field(default_factory=dict)
    knocks: int = 0
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, cause: str, said: str) -> None:
        if cause not in self.groups:
            print(f"{self.knocks}: {cause}\n      {said}", flush=True)
        count, first = self.groups.get(cause, (0, said))
        self.groups[cause] = (count + 1, first)

    def answered(self) -> float:
        """The share of knocks that were let in."""
        return sum(count for (_who, status), count in self.statuses.items() if status == 200) / self.knocks

    def __str__(self) -> str:
        rows = sorted(self.groups.items(), key=lambda row: -row[1][0])
        texts = [f"{count} × {cause}\n      {said}" for cause, (count, said) in rows]
        return f"{len(rows)} defects in {self.knocks} knocks\n" + "\n".join(texts)


@dataclass
class Watch:
    """Plays knocks and judges the answers."""

    visitors: dict[str, Visitor]
    # Who must not read which words.
    secrets: dict[str, Sequence[str]]
    folder: str
    found: Found = field(default_factory=Found)

    def play(self, knocks: Iterable[Knock]) -> Found:
        for knock in knocks:
            self.ask(knock)
        return self.found

    def ask(self, knock: Knock) -> tuple[int, str]:
        """One knock: its answer is judged, and given back."""
        with Crashes() as crashes:
            begun = time.monotonic()
            status, text = self.visitors[knock.who].knock(knock)
            took = time.monotonic() - begun
        self.found.knocks += 1
        self.found.statuses[knock.who, status] += 1
        wrong = self.judged(knock, status, text, crashes.last, took)
        if wrong:
            way = f" by {way_of(crashes.last)}" if crashes.last else ""
            self.found.add(wrong, f"{knock} → {status} {text[:300]}{way}")
        return status, text

    def judged(self, knock: Knock, status: int, text: str, crash: BaseException | None, took: float) -> str:
        """What is wrong with an answer; an empty text when nothing is."""
        if status >= 500 and crash is not None:
            return f"{type(crash).__name__} at {place_of(crash)}"
        if status >= 500:
            return f"{knock.door.path} {status} {text[:160]}"
        if LEAKS.search(text) or self.folder in text:
            return f"{knock.door.path} tells of the inside"
        told = [word for word in self.secrets.get(knock.who, ()) if word in text]
        if told:
            return f"{knock.door.path} tells {knock.who} of {told[0]}"
        return f"{knock.door.path} is slow" if took > SLOW else ""
