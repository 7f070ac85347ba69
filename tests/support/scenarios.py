"""Tables of requests: what is sent, which status comes back, what the answer must and must not contain.

    title: …
    as: name of an account          # may be changed by a row
    call: POST /api/resource/X      # ditto
    base: {…}                       # the body; a row's `change` is laid over it
    rows:
    - title: letters in a number
      change: {amount: abc}
      status: 417
      must: [amount]
      must_not: [Traceback]

`<10000 x 名>` in a value stands for a text of that length.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "scenarios"
LEAKS = ("Traceback (most recent call last)", "sqlite", "apsw", "OperationalError")


@dataclass
class Row:
    """One request of a table and what must come of it."""

    title: str
    actor: str
    call: str
    body: Any
    status: list[int]
    must: list[str]
    must_not: list[str]
    raw: str

    def request(self) -> dict[str, Any]:
        """What httpx is to send as the body."""
        if self.raw:
            return {"content": self.raw.encode(), "headers": {"Content-Type": "application/json"}}
        return {} if self.call.startswith("GET") else {"json": self.body}

    def check(self, status: int, text: str) -> None:
        shown = readable(text)
        assert status in self.status, f"{self.title}: {status} instead of {self.status}: {shown[:600]}"
        for wanted in self.must:
            assert wanted in shown, f"{self.title}: “{wanted}” is not in {shown[:600]}"
        for unwanted in (*self.must_not, *LEAKS):
            assert unwanted.lower() not in shown.lower(), f"{self.title}: “{unwanted}” is in {shown[:600]}"


def rows(name: str) -> list[Row]:
    return list(_rows(name))


def _rows(name: str) -> Iterator[Row]:
    table = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    for row in table["rows"]:
        status = row.get("status", table.get("status", 417))
        yield Row(
            title=row["title"],
            actor=row.get("as", table.get("as", "Administrator")),
            call=row.get("call", table.get("call", "")),
            body=filled(laid_over(table.get("base"), row.get("change", {}))),
            status=status if isinstance(status, list) else [status],
            must=row.get("must", []),
            must_not=row.get("must_not", []),
            raw=row.get("raw", ""),
        )


def laid_over(base: Any, change: dict[str, Any]) -> Any:
    return {**(base or {}), **change}


def filled(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"<(\d+) x (.)>", lambda found: found[2] * int(found[1]), value)
    if isinstance(value, list):
        return [filled(item) for item in value]
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items()}
    return value


def readable(text: str) -> str:
    """The answer as a person would read it: JSON inside JSON opened, escapes undone."""
    for _ in range(3):
        text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    try:
        return json.dumps(json.loads(text), ensure_ascii=False).replace('\\\\"', '"')
    except ValueError:
        return text
