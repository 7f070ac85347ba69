"""SQLite and MariaDB under the same load, and eight processes that write to each."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench import writers
from tests.support import sites

Measured = dict[str, Any]
NAMES = {"sqlite": "SQLite", "mariadb": "MariaDB"}
HEAD = [
    "| operation | SQLite req/s (1 / 8) | p95 ms (8) | CPU ms | MariaDB req/s (1 / 8) | p95 ms (8) | CPU ms "
    "| MariaDB : SQLite (1 / 8) |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
]
ABOUT = [
    "The same server on the same machine; MariaDB on a socket of this machine with",
    "`innodb_flush_log_at_trx_commit=2`, which keeps as much as SQLite's `synchronous=NORMAL`. “CPU ms”",
    "counts the database server too.",
]
WRITING = [
    "Each process inserts documents of its own and changes, every tenth time, one document that all of them",
    "want (`python -m tests.bench.writers`).",
]


def eight_writers(database: str, seconds: float) -> list[writers.Share]:
    """What eight processes write side by side."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = sites.copy(sites.template(database=database), Path(scratch) / "sites") / sites.SITE
        writers.prepare(folder)
        return writers.run(folder, 8, seconds)


def table(results: Mapping[str, Measured], titles: Mapping[str, str]) -> list[str]:
    """One line for each operation that was measured on both; nothing with one database."""
    if len(results) < 2:
        return []
    rows = {
        kind: {(row["op"], row["concurrency"]): row for row in found["results"]}
        for kind, found in results.items()
    }
    known = [op for op in titles if all((op, number) in rows[kind] for kind in rows for number in (1, 8))]
    return [*HEAD, *(_line(rows, op, titles[op]) for op in known)]


def _line(rows: dict[str, dict[Any, Measured]], op: str, title: str) -> str:
    cells = [cell for kind in NAMES for cell in _figures(rows[kind], op)]
    shares = [f"{rows['mariadb'][op, n]['rps'] / (rows['sqlite'][op, n]['rps'] or 1):.2f}" for n in (1, 8)]
    return f"| {title} | {' | '.join(cells)} | {' / '.join(shares)} |"


def _figures(rows: dict[Any, Measured], op: str) -> list[str]:
    one, eight = rows[op, 1], rows[op, 8]
    cpu = one.get("server_cpu_ms_per_req") or 0
    return [
        f"{one['rps'] or 0:,.0f} / {eight['rps'] or 0:,.0f}",
        f"{eight['p95_ms'] or 0:,.1f}",
        f"{cpu:.2f}",
    ]


def section(
    measured: Mapping[int, Mapping[str, Measured]],
    titles: Mapping[str, str],
    shares: Mapping[str, list[writers.Share]],
    seconds: float,
) -> list[str]:
    """The part of the page about the two databases."""
    lines = ["", "## SQLite and MariaDB side by side", "", *ABOUT]
    for size, results in measured.items():
        both = table(results, titles) or ["Not measured: no MariaDB on this machine."]
        lines += ["", f"### {size:,} documents", "", *both]
    lines += ["", "## Eight processes write at the same time", "", *WRITING]
    for kind, found in shares.items():
        lines += ["", f"{NAMES[kind]}, {seconds:g} s:", "", *writers.table(found, seconds)]
    return lines
