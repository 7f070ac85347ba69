"""Plays every recorded scenario against a fresh site, and compares the equal values with floor.json.

    python tests/conformance/check.py [--group NAME …] [--raise] [--diffs N]

A group that has fewer equal values than its floor fails. `--raise` writes today's numbers as the new floor.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.support import sites  # noqa: E402
from tests.support.client import Client  # noqa: E402
from tests.support.served import Served  # noqa: E402

FLOOR = HERE / "floor.json"
# The groups that must reach the goal first, and the goal.
FIRST = {
    *("auth", "resource", "fields", "naming", "children", "list", "tree", "single", "delete", "submit"),
    *("workflow", "permissions", "client", "files", "print", "reports"),
}
GOAL = 0.85

Groups = dict[str, list[float]]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--group", action="append", default=[])
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--raise", dest="write", action="store_true")
    parser.add_argument("--diffs", type=int, default=0, help="how many differences to print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        groups = play(Path(scratch), options)
    show(groups)
    if options.write:
        FLOOR.write_text(
            json.dumps({**floor(), **{name: int(row[2]) for name, row in groups.items()}}, indent=1) + "\n"
        )
    return verdict(groups, complete=not (options.group or options.only))


def play(scratch: Path, options: argparse.Namespace) -> Groups:
    place = sites.copy(sites.template(), scratch / "sites")
    report = scratch / "report.json"
    with Served(place, worker=True) as served:
        speak_english(served.address)
        command = [
            sys.executable,
            HERE / "run.py",
            "check",
            "--base",
            served.address,
            "--admin-password",
            sites.PASSWORD,
        ]
        command += [
            "--scenarios",
            HERE / "scenarios",
            "--golden",
            HERE / "golden",
            "--jobs",
            "2",
            "--max-wait",
            "3",
        ]
        command += ["--json", report, "--max-diffs", str(options.diffs)]
        for flag, values in (("--group", options.group), ("--only", options.only)):
            for value in values:
                command += [flag, value]
        done = subprocess.run(list(map(str, command)), capture_output=not options.diffs, text=True)
    assert report.exists(), done.stderr
    groups: Groups = json.loads(report.read_text(encoding="utf-8"))["groups"]
    return groups


def speak_english(address: str) -> None:
    """The answers were recorded on an English site."""
    admin = Client(address)
    Client.expect(admin.change("System Settings", "System Settings", language="en"))
    admin.change("User", "Administrator", language="en")


def floor() -> dict[str, int]:
    return json.loads(FLOOR.read_text()) if FLOOR.exists() else {}


def show(groups: Groups) -> None:
    lowest = floor()
    print(f"{'group':14} {'scenarios':>11} {'values':>13} {'weighted':>9} {'floor':>7}")
    for name, (scenarios, of, equal, values, good, weight) in sorted(groups.items()):
        share = 100 * good / (weight or 1)
        hint = "  ↑ raise the floor" if equal > lowest.get(name, 0) else ""
        print(
            f"{name:14} {scenarios:>4.0f} / {of:<4.0f} {equal:>5.0f} / {values:<5.0f} {share:>8.1f}%"
            f" {lowest.get(name, 0):>7}{hint}"
        )
    first = [row for name, row in groups.items() if name in FIRST]
    reached = sum(row[2] for row in first) / (sum(row[3] for row in first) or 1)
    print(f"of the groups that come first: {100 * reached:.1f}% of the values equal (goal {100 * GOAL:.0f}%)")


def verdict(groups: Groups, complete: bool) -> int:
    lowest = floor()
    watched = lowest if complete else {name: lowest.get(name, 0) for name in groups}
    fallen = [name for name, values in watched.items() if groups.get(name, [0] * 6)[2] < values]
    for name in fallen:
        print(f"✗ {name}: {groups.get(name, [0] * 6)[2]:.0f} equal values, the floor is {lowest[name]}")
    print(f"{len(watched) - len(fallen)} passed, {len(fallen)} failed")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
