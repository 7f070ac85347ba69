"""Several processes write to one site at the same time: who waits how long, and does anything fail?

python -m tests.bench.writers [--seconds 60] [--processes 8] [--database sqlite|mariadb]
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path

import frappe

from benchless.site import Site

SHARED = "one document of all"
BATCH = 10


@dataclass
class Share:
    """What one process got done."""

    number: int
    inserts: int = 0
    updates: int = 0
    longest: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def writes(self) -> int:
        return self.inserts + self.updates


def prepare(folder: Path) -> None:
    """The document that everybody changes."""
    site = Site(folder)
    with site.session():
        frappe.get_doc({"doctype": "Note", "title": SHARED, "content": "0"}).insert()
    site.close()


def run(folder: Path, processes: int, seconds: float) -> list[Share]:
    """Let `processes` write for `seconds`; what each of them got done."""
    context = multiprocessing.get_context("spawn")
    start, queue = context.Event(), context.Queue()
    children = [
        context.Process(target=_write, args=(folder, number, seconds, start, queue))
        for number in range(processes)
    ]
    for child in children:
        child.start()
    for _ in children:
        assert queue.get(timeout=120) == "ready"
    start.set()
    shares = [queue.get(timeout=seconds + 120) for _ in children]
    for child in children:
        child.join(30)
    return sorted(shares, key=lambda share: share.number)


def _write(
    folder: Path, number: int, seconds: float, start: Event, queue: "multiprocessing.Queue[object]"
) -> None:
    site, share = Site(folder), Share(number)
    with site.session():
        shared = frappe.db.get_value("Note", {"title": SHARED})
    queue.put("ready")
    start.wait(120)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            _one(site, share, shared)
        except Exception as error:
            share.errors.append(f"{type(error).__name__}: {error}")
        share.longest = max(share.longest, time.monotonic() - begun)
    site.close()
    queue.put(share)


def _one(site: Site, share: Share, shared: str) -> None:
    """Mostly own documents; every tenth time the one that all want."""
    with site.session():
        if share.writes % BATCH == BATCH - 1:
            note = frappe.get_doc("Note", shared, for_update=True)
            note.content = str(int(note.content) + 1)
            note.save()
        else:
            text = f"{share.number} {share.writes}"
            frappe.get_doc({"doctype": "ToDo", "description": text, "status": "Open"}).insert()
    if share.writes % BATCH == BATCH - 1:
        share.updates += 1
    else:
        share.inserts += 1


def table(shares: Sequence[Share], seconds: float) -> list[str]:
    """One line for each process, and the sum."""
    lines = ["| process | writes | longest wait ms | errors |", "| --- | --- | --- | --- |"]
    for share in shares:
        lines.append(
            f"| {share.number} | {share.writes:,} | {share.longest * 1000:,.0f} | {len(share.errors)} |"
        )
    total = sum(share.writes for share in shares)
    longest = max(share.longest for share in shares) * 1000
    errors = sum(len(share.errors) for share in shares)
    lines.append(f"| all | {total:,} ({total / seconds:,.0f}/s) | {longest:,.0f} | {errors} |")
    writes = [share.writes for share in shares]
    fairness = f"Fairness: the slowest process wrote {min(writes) / max(writes):.0%} of the fastest."
    return [*lines, "", fairness]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--database", choices=["sqlite", "mariadb"], default="sqlite")
    options = parser.parse_args()
    os.environ["CSO_DATABASE"] = options.database
    from tests.support import sites  # asks CSO_DATABASE when it is loaded

    with tempfile.TemporaryDirectory() as scratch:
        folder = sites.copy(sites.template(), Path(scratch) / "sites") / sites.SITE
        prepare(folder)
        shares = run(folder, options.processes, options.seconds)
    print(f"{options.database}, {options.processes} processes, {options.seconds:g} s")
    print("\n".join(table(shares, options.seconds)))
    print("\n".join(sorted({error for share in shares for error in share.errors})[:10]))
    return 1 if any(share.errors for share in shares) else 0


if __name__ == "__main__":
    sys.exit(main())
