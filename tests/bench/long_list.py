"""Lists of a million rows beside lists of a thousand: what must not depend on the length, does not.

The rows are written straight into the database; what is timed goes over HTTP, one caller, warm.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import frappe

from benchless.site import Site
from tests.support import sites
from tests.support.client import Client
from tests.support.served import Served

DOCTYPE = "Bench Long List"
STATES = ("Open", "Waiting", "Closed", "Cancelled")
CHOICES = "\n".join(STATES)
TIMES = 60
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "first page, newest change first": ("list", {"order_by": "modified desc"}),
    "first page by an indexed field": ("list", {"order_by": "region asc"}),
    "first page of one state": ("list", {"filters": [["status", "=", "Open"]], "order_by": "modified desc"}),
    "first page of the desk's list": ("view", {}),
    "count of the desk, which stops at 1,001": ("count", {"limit": 1001}),
    "one document": ("one", {}),
    "search of a name": ("search", {"txt": "ROW-0000"}),
    "whole count": ("count", {}),
    "first page by a field without an index": ("list", {"order_by": "amount desc"}),
}
# What grows with the rows by its nature: named so that nobody takes it for a promise.
GROWING = ("whole count", "first page by a field without an index")


def fill(place: Path, rows: int) -> None:
    """A DocType with so many rows."""
    site = Site(place / sites.SITE)
    with site.session() as session:
        fields = [
            {"fieldname": "title", "label": "Title", "fieldtype": "Data"},
            {"fieldname": "status", "label": "State", "fieldtype": "Select", "options": CHOICES},
            {"fieldname": "region", "label": "Region", "fieldtype": "Data", "search_index": 1},
            {"fieldname": "amount", "label": "Amount", "fieldtype": "Int"},
        ]
        rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "report": 1}]
        frappe.get_doc(
            {"doctype": "DocType", "name": DOCTYPE, "module": "Custom", "custom": 1, "fields": fields,
             "permissions": rights}
        ).insert()  # fmt: skip
        session.db.bulk(
            f"INSERT INTO `tab{DOCTYPE}` (name, creation, modified, owner, modified_by, title, status,"
            " region, amount) VALUES (?, ?, ?, 'Administrator', 'Administrator', ?, ?, ?, ?)",
            (row(number) for number in range(rows)),
        )
    with site.session() as session:
        session.db.optimize()
    site.close()


def row(number: int) -> tuple[Any, ...]:
    """The values of one row: the same for every run, and in no order."""
    mixed = number * 7919 % 1_000_003
    moment = f"2026-{mixed % 12 + 1:02}-{mixed % 28 + 1:02} 08:{mixed % 60:02}:00.{mixed % 1_000_000:06}"
    return (
        f"ROW-{number:07}", moment, moment, f"Matter {mixed}", STATES[mixed % 4],
        f"Region {mixed % 997:03}", mixed,
    )  # fmt: skip


def measure(sizes: list[int]) -> dict[int, dict[str, float]]:
    """Milliseconds of the median answer by size and question."""
    out: dict[int, dict[str, float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            place = sites.copy(sites.template(), Path(scratch) / "sites")
            fill(place, size)
            with Served(place) as served, Client(served.address) as client:
                out[size] = {title: median(client, *asked) for title, asked in ASKED.items()}
    return out


def median(client: Client, kind: str, values: dict[str, Any]) -> float:
    """One question, asked many times; slow ones fewer times."""
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < TIMES and (len(times) < 5 or time.perf_counter() - begun < 5):
        start = time.perf_counter()
        ask(client, kind, values)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def ask(client: Client, kind: str, values: dict[str, Any]) -> None:
    given = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
    fields = json.dumps(["name", "title", "status", "region", "amount", "modified"])
    if kind == "list":
        answer = client.get(client.path(DOCTYPE), params={"fields": fields, **given})
        assert len(answer.json()["data"]) == 20
    elif kind == "view":
        form = {"doctype": DOCTYPE, "fields": fields, "page_length": 20, "start": 0, "with_comment_count": 1}
        answer = client.post("/api/method/frappe.desk.reportview.get", data=form)
    elif kind == "count":
        form = {"doctype": DOCTYPE, "filters": "[]", **given}
        answer = client.post("/api/method/frappe.desk.reportview.get_count", data=form)
    elif kind == "search":
        answer = client.get(
            "/api/method/frappe.desk.search.search_link", params={"doctype": DOCTYPE, **given}
        )
    else:
        answer = client.get(client.path(DOCTYPE, "ROW-0000500"))
    assert answer.status_code == 200, answer.text[:300]


def section(measured: dict[int, dict[str, float]]) -> list[str]:
    """The table for docs/performance.md."""
    sizes = list(measured)
    lines = [
        "| question | " + " | ".join(f"{size:,} rows, ms" for size in sizes) + " | ratio |",
        "| --- " * (len(sizes) + 2) + "|",
    ]
    for title in ASKED:
        figures = [measured[size][title] for size in sizes]
        mark = " (grows by its nature)" if title in GROWING else ""
        shown = " | ".join(f"{figure:,.1f}" for figure in figures)
        lines.append(f"| {title}{mark} | {shown} | {figures[-1] / figures[0]:.1f} |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 1_000_000])
    print("\n".join(section(measure(parser.parse_args().rows))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
