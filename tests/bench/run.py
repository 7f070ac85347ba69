"""Measures a fresh site at two sizes and writes docs/performance.md.

The load is http_bench.py, which asks over HTTP only and measures any server that speaks Frappe's REST API;
`--ops approvals` measures the approval engine alone (approvals.py).
The figures of Frappe 15 in frappe15.json came from the same file on a machine of the same kind.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench import approvals, deadline_day, long_list, side_by_side
from tests.support import mariadb, sites
from tests.support.served import Served
from tools import machine
from tools.paths import ROOT

HERE = Path(__file__).resolve().parent
RESULT = ROOT / "docs" / "performance.md"
Measured = dict[str, Any]
LISTS = (
    "One caller; the median of up to 60 answers (`tests/bench/long_list.py`). What sorts or filters by an",
    "index must not depend on the number of rows; the desk's count stops at 1,001. Two lines grow by their",
    "nature.",
)
APPROVALS = "approvals"
DEADLINE = "deadline"

TITLES = {
    "ping": "ping",
    "list_20x8_filtered": "list 20 rows × 8 fields, filter, order",
    "list_deep_offset": "list at the middle offset",
    "list_like_search": "list, `like %…%`",
    "get_doc_with_children": "get one document with children",
    "get_count_filtered": "count, filtered",
    "search_link": "link search",
    "getdoctype_meta": "form metadata",
    "getdoc_form_load": "form load",
    "reportview_get": "report view",
    "insert": "insert",
    "update": "update",
    "apply_workflow": "workflow step",
    "printview_html": "print view",
    "download_pdf": "PDF",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=int, nargs="+", default=[2000, 100000])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--ops", default="")
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "mariadb"], default=present())
    parser.add_argument("--writers", type=float, default=60.0, help="seconds of eight writing processes")
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 1_000_000])
    parser.add_argument("--day", type=float, default=300.0, help="seconds of the deadline day's last hour")
    parser.add_argument("--day-organizations", type=int, default=2000)
    options = parser.parse_args()
    wanted = [name for name in options.ops.split(",") if name]
    if wanted == [APPROVALS]:
        return only_approvals()
    if wanted == [DEADLINE]:
        return only_deadline(options.day_organizations, options.day)
    os.environ["CSO_REAL_DATABASE"] = "1"  # figures are taken with a server that keeps what it is told
    measured = {
        size: {kind: measure(size, options.seconds, options.ops, kind) for kind in options.databases}
        for size in options.docs
    }
    for size, results in measured.items():
        print(f"\n{size:,} documents")
        print("\n".join(table(size, next(iter(results.values())))))
        print("\n".join(side_by_side.table(results, TITLES)))
    if not options.ops:
        shares = {kind: side_by_side.eight_writers(kind, options.writers) for kind in options.databases}
        databases = side_by_side.section(measured, TITLES, shares, options.writers)
        first = {size: next(iter(results.values())) for size, results in measured.items()}
        lists = long_lists(options.rows)
        kept = part(deadline_day.TITLE)
        RESULT.write_text(page(first, [*databases, *lists], approvals.measure()) + kept, encoding="utf-8")
        print(f"\nwritten: {RESULT.relative_to(ROOT)}")
    every = [row for results in measured.values() for result in results.values() for row in result["results"]]
    return 1 if any(row["errors"] for row in every) else 0


def present() -> list[str]:
    """MariaDB is measured where its server is installed."""
    return ["sqlite", "mariadb"] if machine.database() else ["sqlite"]


def only_approvals() -> int:
    """Measure the approval engine and replace its section of the page."""
    result = approvals.measure()
    lines = approvals.section(result)
    print("\n".join(lines))
    replace(lines)
    return 0 if approvals.good(result) else 1


def only_deadline(organizations: int, seconds: float) -> int:
    """Live through the last day of the annual review and replace its section of the page."""
    result = deadline_day.measure(organizations, seconds)
    lines = deadline_day.section(result)
    print("\n".join([*lines, *sorted(set(result.clock.errors))[:10]]))
    replace(lines)
    return 0 if result.good else 1


def part(title: str) -> str:
    """A section of the page as it stands, with its heading; empty when there is none."""
    text = RESULT.read_text(encoding="utf-8") if RESULT.exists() else ""
    _head, found, tail = text.partition(f"\n{title}\n")
    return f"\n{title}\n{tail.partition(chr(10) + '## ')[0].rstrip()}\n" if found else ""


def replace(lines: list[str]) -> None:
    """Write a section where it stood, or at the end."""
    text, old, new = RESULT.read_text(encoding="utf-8"), part(lines[0]), "\n" + "\n".join(lines) + "\n"
    RESULT.write_text(text.replace(old, new) if old else text.rstrip("\n") + "\n" + new, encoding="utf-8")
    print(f"\nwritten: {RESULT.relative_to(ROOT)}")


def measure(size: int, seconds: float, ops: str, database: str = "sqlite") -> Measured:
    """Serve a fresh site, fill it, and play the load."""
    with tempfile.TemporaryDirectory() as scratch:
        place = sites.copy(sites.template(database=database), Path(scratch) / "sites")
        out = Path(scratch) / "result.json"
        with Served(place, worker=True) as served:
            pids = ";".join(f"{name}={pid}" for name, pid in processes(served, database).items())
            command = [
                sys.executable,
                HERE / "http_bench.py",
                "--base",
                served.address,
                "--password",
                sites.PASSWORD,
            ]
            command += [
                "--docs",
                size,
                "--seed-batch",
                200,
                "--seconds",
                seconds,
                "--pids",
                pids,
                "--out",
                out,
            ]
            command += ["--wait-quiet", 0.5, "--max-wait", 4, "--accept-foreign", 0.5, "--tries", 2]
            command += ["--label", "CSO Management", *(["--ops", ops] if ops else [])]
            done = subprocess.run(list(map(str, command)), stdout=subprocess.DEVNULL)
            if done.returncode:
                sys.exit("the load generator stopped: see above")
        result: Measured = json.loads(out.read_text())
        return result


def table(size: int, result: Measured) -> list[str]:
    """One line per operation: one client and eight clients side by side, and the ratio to Frappe 15."""
    baseline = json.loads((HERE / "frappe15.json").read_text()).get(str(size), {})
    rows = {(row["op"], row["concurrency"]): row for row in result["results"]}
    lines = [
        "| operation | 1 client req/s | p50 ms | p95 ms | 8 clients req/s | p50 ms | p95 ms | CPU ms"
        " | × Frappe 15: req/s (1 / 8) | CPU |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for op, title in TITLES.items():
        if (op, 1) in rows and (op, 8) in rows:
            one, eight = rows[op, 1], rows[op, 8]
            cells = [f"{row[key] or 0:,.1f}" for row in (one, eight) for key in ("rps", "p50_ms", "p95_ms")]
            errors = sum(row["errors"] for row in (one, eight))
            ratio = " / ".join(times(row, baseline.get(op)) for row in (one, eight))
            cpu = f"{one.get('server_cpu_ms_per_req') or 0:.2f}"
            note = f" ({errors} errors)" if errors else ""
            cells += [cpu, ratio, cpu_times(one, baseline.get(op))]
            lines.append(f"| {title}{note} | {' | '.join(cells)} |")
    return lines


def processes(served: Served, database: str) -> dict[str, int]:
    """Whose time and memory counts."""
    found = {process.name: process.child.pid for process in served.processes if process.child}
    child = mariadb.server().child if database == "mariadb" else None
    return {**found, **({"database": child.pid} if child else {})}


def times(row: Measured, theirs: dict[str, float] | None) -> str:
    return f"{row['rps'] / theirs[str(row['concurrency'])]:.1f}" if theirs and row["rps"] else "–"


def cpu_times(row: Measured, theirs: dict[str, float] | None) -> str:
    ours = row.get("server_cpu_ms_per_req")
    return f"{theirs['cpu_ms'] / ours:.1f}" if theirs and ours else "–"


def long_lists(sizes: list[int]) -> list[str]:
    """The section about lists of very different lengths; nothing without sizes."""
    if not sizes:
        return []
    return ["", "## Long lists", "", *LISTS, "", *long_list.section(long_list.measure(sizes))]


def page(measured: dict[int, Measured], databases: list[str], engine: Measured) -> str:
    lines = [
        "# Performance",
        "",
        f"Written by `./cso bench` on {date.today():%d %B %Y}. Machine: {computer()}.",
        "",
    ]
    lines += [
        "Server: 2 processes × 2 threads and one worker, SQLite, on the machine of the load",
        "(`tests/bench/http_bench.py`, HTTP only). A document has 20 fields and 3 child rows, change",
        "tracking and a workflow of 3 levels. “CPU ms” is the CPU time of all server processes per",
        "request at one client. The last columns compare with Frappe 15.72 (MariaDB, Redis, gunicorn",
        "with 2 workers × 4 threads) under the same load on 2 cores of the same kind, taken on another",
        "day: less than 1.5× means nothing. Requests per second suffer from other work on the machine,",
        "CPU time hardly does.",
    ]
    for size, result in measured.items():
        seed = result["seed"]
        lines += ["", f"## {size:,} documents", "", *table(size, result), ""]
        filled = f"Filled at {seed['docs_per_s'] or 0:,.0f} documents per second over HTTP."
        lines += [filled, trust(result), "", *memory(result)]
    return "\n".join([*lines, *databases, "", *approvals.section(engine)]) + "\n"


def trust(result: Measured) -> str:
    """Did the server do what was timed, and how quiet was the machine?"""
    checks = result["conformance"]
    good = sum(answer is True for answer in checks.values())
    foreign = [row.get("foreign_cores") or 0 for row in result["results"]]
    return (
        f"{good} of {len(checks)} checks that the server really does the work passed. "
        f"Other work used {sum(foreign) / len(foreign):.1f} of {os.cpu_count()} cores meanwhile."
    )


def memory(result: Measured) -> list[str]:
    lines = ["| memory, MB (resident / proportional) | before | after |", "| --- | --- | --- |"]
    total = {"mem_before": 0.0, "mem_after": 0.0}
    for name in result["mem_before"]:
        cells = []
        for when in total:
            used = result[when][name]
            total[when] += used["pss_mb"]
            cells.append(f"{used['rss_mb']:.0f} / {used['pss_mb']:.0f} in {used['processes']} processes")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, f"| sum, proportional | {total['mem_before']:.0f} | {total['mem_after']:.0f} |"]


def computer() -> str:
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = [
            line.partition(":")[2].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = found[0] if found else model
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} × {model}, {size:.0f} GB memory, {platform.system()}, {python}"


if __name__ == "__main__":
    sys.exit(main())
